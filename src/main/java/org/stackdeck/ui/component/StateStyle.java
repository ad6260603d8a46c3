package org.stackdeck.ui.component;

/**
 * Appearance of a state in a list.
 *
 * @param tone CSS class of the color
 * @param icon ID of the symbol in {@code icons.svg}
 */
public record StateStyle(String tone, String icon) {}
