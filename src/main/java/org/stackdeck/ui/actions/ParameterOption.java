package org.stackdeck.ui.actions;

/**
 * A resource or project that can be selected for a parameter.
 *
 * @param name empty if the user entered the ID as text
 * @param label text that the field shows
 */
public record ParameterOption(String id, String name, String label) {}
