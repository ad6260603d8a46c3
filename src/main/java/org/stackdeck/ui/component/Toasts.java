package org.stackdeck.ui.component;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.notification.Notification;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Shows short messages at the bottom of the page. All content is bound as text. */
public final class Toasts {

    private static final int DEFAULT_DURATION_MILLIS = 8_000;
    private static final int ACTION_DURATION_MILLIS = 30_000;

    /**
     * Maximum number of open messages without an action per page. A browser that does not report closed messages must
     * not exhaust the memory.
     */
    private static final int MAX_OPEN = 5;

    /**
     * Maximum number of open messages with an action per page. This limit is higher, because the user may still need
     * the actions.
     */
    private static final int MAX_OPEN_WITH_ACTION = 20;

    private Toasts() {}

    public static void showError(String title, String reason) {
        Notification toast = show("s-error", title, reason, DEFAULT_DURATION_MILLIS);
        toast.setAssertive(true);
        closeOldest(OpenToasts.of(UI.getCurrentOrThrow()).plain, toast, MAX_OPEN);
    }

    public static void showSuccess(String title) {
        showSuccess(title, "");
    }

    public static void showSuccess(String title, String more) {
        Notification toast = show("s-done", title, more, DEFAULT_DURATION_MILLIS / 2);
        closeOldest(OpenToasts.of(UI.getCurrentOrThrow()).plain, toast, MAX_OPEN);
    }

    /** Announces an action that the user can cancel while the message is open. */
    public static void showCancellable(
            String title, String more, String cancelLabel, Duration time, Runnable onCancel) {
        Notification toast = show("clock", title, more, (int) time.toMillis());
        actionButton(toast, cancelLabel, onCancel);
        toast.setAssertive(true);
    }

    /**
     * Shows that an action succeeded, with a button for the next step. The button receives the focus, because the
     * focused element may no longer exist. The message disappears when the button is pressed, and after {@value
     * #ACTION_DURATION_MILLIS} ms at the latest.
     */
    public static void showSuccess(String title, String actionLabel, Runnable onAction) {
        Notification toast = show("s-done", title, "", ACTION_DURATION_MILLIS);
        NativeButton button = actionButton(toast, actionLabel, onAction);
        button.setAriaLabel(title + ". " + actionLabel);
        button.focus();
    }

    private static NativeButton actionButton(Notification toast, String label, Runnable onClick) {
        NativeButton button = NativeButtons.bordered(label);
        button.addClickListener(_ -> {
            toast.close();
            onClick.run();
        });
        ((Div) toast.getChildren().findFirst().orElseThrow()).add(button);
        closeOldest(OpenToasts.of(UI.getCurrentOrThrow()).withAction, toast, MAX_OPEN_WITH_ACTION);
        return button;
    }

    private static Notification show(String icon, String title, String reason, int duration) {
        Notification toast = new Notification();
        Div text = new Div(StyledElements.span("strong", title));
        if (!reason.isBlank()) {
            text.add(StyledElements.div("muted", new Text(reason)));
        }
        toast.add(StyledElements.div("toast", new SpriteIcon(icon), text));
        toast.setDuration(duration);
        toast.setPosition(Notification.Position.BOTTOM_START);
        toast.open();
        return toast;
    }

    private static void closeOldest(Deque<Notification> open, Notification added, int max) {
        open.removeIf(toast -> !toast.isOpened());
        open.add(added);
        if (open.size() > max) {
            Notification oldest = open.remove();
            oldest.close();
            oldest.getElement().removeFromParent();
        }
    }

    /** The open messages of a page, oldest first. */
    private static final class OpenToasts {

        private final Deque<Notification> plain = new ArrayDeque<>();
        private final Deque<Notification> withAction = new ArrayDeque<>();

        static OpenToasts of(UI ui) {
            OpenToasts open = ComponentUtil.getData(ui, OpenToasts.class);
            if (open == null) {
                open = new OpenToasts();
                ComponentUtil.setData(ui, OpenToasts.class, open);
            }
            return open;
        }
    }
}
