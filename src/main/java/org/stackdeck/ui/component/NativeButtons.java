package org.stackdeck.ui.component;

import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;

/** Creates native buttons in Stackdeck's style. In forms and dialogs, use Vaadin's {@code Button}. */
public final class NativeButtons {

    private NativeButtons() {}

    /** Creates a button with only an icon; the label is its accessible name and tooltip. */
    public static NativeButton icon(String icon, String label) {
        return icon(plain(), icon, label);
    }

    private static NativeButton icon(NativeButton button, String icon, String label) {
        button.addClassName("icon-button");
        button.add(new SpriteIcon(icon));
        button.setAriaLabel(label);
        button.setTitle(label);
        return button;
    }

    /** Creates an icon button that uses less server memory; see {@link LightweightButton}. */
    public static NativeButton icon(String icon, String label, Runnable pressed) {
        return icon(new LightweightButton(pressed), icon, label);
    }

    /** Creates a small button with an icon and a label, but without a border. */
    public static NativeButton quiet(String icon, String word) {
        NativeButton button = plain("button quiet small");
        button.add(new SpriteIcon(icon, "i i-s"), new Span(word));
        return button;
    }

    /** Creates a bordered button of the default size with an icon and a label. */
    public static NativeButton labelled(String icon, String word) {
        NativeButton button = plain("button");
        button.add(new SpriteIcon(icon, "i i-s"), new Span(word));
        return button;
    }

    /** Creates a small bordered button with a label. */
    public static NativeButton bordered(String word) {
        NativeButton button = plain("button small");
        button.add(new Span(word));
        return button;
    }

    /** Creates a button with a label and the style of a CSS class. */
    public static NativeButton text(String label, String cssClass, Runnable pressed) {
        NativeButton button = plain(cssClass);
        button.setText(label);
        button.addClickListener(_ -> pressed.run());
        return button;
    }

    /** Creates a button that copies a text and then shows a check mark (copy.js). */
    public static NativeButton copy(String text, String label) {
        NativeButton button = plain("copy");
        button.getElement().setAttribute("data-copy", text);
        button.setAriaLabel(label);
        button.setTitle(label);
        button.add(new SpriteIcon("copy"), new SpriteIcon("check"));
        return button;
    }

    private static NativeButton plain(String classes) {
        NativeButton button = plain();
        button.addClassNames(classes.split(" ", -1));
        return button;
    }

    private static NativeButton plain() {
        NativeButton button = new NativeButton();
        // The default type would submit a form.
        button.getElement().setAttribute("type", "button");
        return button;
    }
}
