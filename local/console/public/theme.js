// Before the first paint: the theme that was chosen here, else the system's.
const theme = localStorage.getItem("maskline.theme");
if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
