/** Whether things are to stay still for whoever looks at them. */
export const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");
