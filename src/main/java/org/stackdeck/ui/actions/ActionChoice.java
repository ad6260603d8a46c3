package org.stackdeck.ui.actions;

/**
 * A resource that can be selected for a parameter.
 *
 * @param label text that the field shows
 */
public record ActionChoice(String id, String name, String label) {}
