package org.stackdeck.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.ComponentEvent;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.shared.Registration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Event on a page after the viewer's permissions or the set of clouds and projects have changed. Open dialogs then
 * reload their options. Otherwise, the browser could load more options that the viewer can no longer see.
 */
public final class PermissionsChangedEvent extends ComponentEvent<UI> {

    private static final Logger LOG = LoggerFactory.getLogger(PermissionsChangedEvent.class);

    private PermissionsChangedEvent(UI ui) {
        super(ui, false);
    }

    /** Runs the task and logs a failure, so that other dialogs still remove data that the viewer can no longer see. */
    private static void runIsolated(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.warn("A dialog could not reload its options", e);
        }
    }

    public static void fire(UI ui) {
        ComponentUtil.fireEvent(ui, new PermissionsChangedEvent(ui));
    }

    /** Runs the task after each change until the component is detached. */
    public static void listen(AttachEvent attached, Runnable task) {
        Registration listener =
                ComponentUtil.addListener(attached.getUI(), PermissionsChangedEvent.class, _ -> runIsolated(task));
        attached.getSource().addDetachListener(detached -> {
            detached.unregisterListener();
            listener.remove();
        });
    }
}
