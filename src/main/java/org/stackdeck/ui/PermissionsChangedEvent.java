package org.stackdeck.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.ComponentEvent;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.shared.Registration;

/**
 * Fired on a page after a change of the viewer's permissions, for dialogs with options: they load them again, because the
 * browser requests further options of an open dialog later.
 */
public final class PermissionsChangedEvent extends ComponentEvent<UI> {

    private PermissionsChangedEvent(UI ui) {
        super(ui, false);
    }

    public static void fire(UI ui) {
        ComponentUtil.fireEvent(ui, new PermissionsChangedEvent(ui));
    }

    /** Runs the task after each change until the component is detached. */
    public static void listen(AttachEvent attached, Runnable task) {
        Registration listener =
                ComponentUtil.addListener(attached.getUI(), PermissionsChangedEvent.class, _ -> task.run());
        attached.getSource().addDetachListener(detached -> {
            detached.unregisterListener();
            listener.remove();
        });
    }
}
