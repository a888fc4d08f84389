"""How every page looks: layouts, design-system assets and the words of time, number and status."""
