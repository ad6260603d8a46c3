package org.stackdeck.ui.component;

import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;

/** The console's own small buttons; bigger ones are Vaadin's. */
public final class Buttons {

    private Buttons() {}

    /** A button that is an icon alone; the label is its name and its tooltip. */
    public static NativeButton icon(String icon, String label) {
        return icon(plain(), icon, label);
    }

    private static NativeButton icon(NativeButton button, String icon, String label) {
        button.addClassName("icon-button");
        button.add(new Icon(icon));
        button.setAriaLabel(label);
        button.setTitle(label);
        return button;
    }

    /** The same, for what every page has: see {@link PressButton}. */
    public static NativeButton icon(String icon, String label, Runnable pressed) {
        return icon(new PressButton(pressed), icon, label);
    }

    /** A quiet button with an icon and a word. */
    public static NativeButton quiet(String icon, String word) {
        NativeButton button = plain("button quiet small");
        button.add(new Icon(icon, "i i-s"), new Span(word));
        return button;
    }

    /** A bordered button of the usual size with an icon and a word. */
    public static NativeButton labelled(String icon, String word) {
        NativeButton button = plain("button");
        button.add(new Icon(icon, "i i-s"), new Span(word));
        return button;
    }

    /** A bordered button with a word. */
    public static NativeButton bordered(String word) {
        NativeButton button = plain("button small");
        button.add(new Span(word));
        return button;
    }

    /** A button that copies a text, and says so by a check mark for a moment (copy.js). */
    public static NativeButton copy(String text, String label) {
        NativeButton button = plain("copy");
        button.getElement().setAttribute("data-copy", text);
        button.setAriaLabel(label);
        button.setTitle(label);
        button.add(new Icon("copy"), new Icon("check"));
        return button;
    }

    private static NativeButton plain(String classes) {
        NativeButton button = plain();
        button.addClassNames(classes.split(" ", -1));
        return button;
    }

    private static NativeButton plain() {
        NativeButton button = new NativeButton();
        // Without it a browser takes the button for a submitting one.
        button.getElement().setAttribute("type", "button");
        return button;
    }
}
