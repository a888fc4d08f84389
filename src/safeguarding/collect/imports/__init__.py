"""Files in: chosen, checked row by row, shown before anything is stored, stored whole or not at all, receipted."""
