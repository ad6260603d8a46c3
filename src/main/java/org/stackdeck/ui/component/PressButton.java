package org.stackdeck.ui.component;

import com.vaadin.flow.component.ClickEvent;
import com.vaadin.flow.component.ComponentEvent;
import com.vaadin.flow.component.html.NativeButton;

/**
 * A button that tells that it was pressed, and nothing else. A click listener of Vaadin's is told of thirteen figures more
 * about the pointer, whose names take 2 kB for each button of each page that is open.
 */
public final class PressButton extends NativeButton {

    private final Runnable pressed;

    public PressButton(Runnable pressed) {
        this.pressed = pressed;
        // Without it a browser takes the button for a submitting one.
        getElement().setAttribute("type", "button");
        getElement().addEventListener("click", _ -> pressed.run());
    }

    /** Also when it is pressed by the server. */
    @Override
    protected void fireEvent(ComponentEvent<?> event) {
        if (event instanceof ClickEvent) {
            pressed.run();
        }
        super.fireEvent(event);
    }
}
