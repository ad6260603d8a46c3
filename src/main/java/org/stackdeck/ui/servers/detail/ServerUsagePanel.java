package org.stackdeck.ui.servers.detail;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.identity.Caller;
import org.stackdeck.platform.CoalescingTask;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.StatusNotice;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.push.ThrottledTask;
import org.stackdeck.ui.push.UiPush;
import org.stackdeck.ui.servers.actions.CloudLoadResult;

/**
 * Tab that loads its content from the cloud when the user opens the tab, when an operation on the server has ended and
 * periodically.
 */
final class ServerUsagePanel<T> extends Div {

    private static final Logger LOG = LoggerFactory.getLogger(ServerUsagePanel.class);
    private static final String UNKNOWN = "servers.parts.unknown";

    private final transient Function<Caller, Optional<T>> loader;
    private final transient Function<T, Component> renderer;
    private final transient CurrentUser currentUser;
    private final transient UiPush uiPush;
    private final Messages messages;
    private final StatusNotice statusNotice = new StatusNotice();
    private final Div shown = new Div();
    /**
     * Notice that loading has paused. The element exists even if it is empty, because a live region must exist before
     * its text changes.
     */
    private final Span paused = new Span();

    private final NativeButton more = new NativeButton();
    private final transient RefreshPolicy refreshPolicy;
    private final transient Function<CloudException.Category, String> errorKey;
    private transient CoalescingTask coalescingTask = new CoalescingTask("server-tab", () -> {});
    private transient ThrottledTask throttledTask = new ThrottledTask(Duration.ZERO, () -> {});
    private transient @Nullable T displayed;
    private boolean active;
    private boolean hidden;
    private int loads;

    /**
     * Policy for content that is loaded periodically.
     *
     * @param interval interval between two loads while the tab is visible
     * @param maxDuration loading pauses after this time, so that a forgotten page does not keep loading; loading
     *     continues when the user resumes it, selects the tab again or returns to the page
     */
    record RefreshPolicy(Duration interval, Duration maxDuration) {

        boolean isExpired(int loadCount) {
            return interval.multipliedBy(loadCount).compareTo(maxDuration) >= 0;
        }
    }

    /** @param errorKey returns the message key for a load error */
    ServerUsagePanel(
            Function<Caller, Optional<T>> loader,
            Function<T, Component> renderer,
            CurrentUser currentUser,
            UiPush uiPush,
            Messages messages,
            RefreshPolicy refreshPolicy,
            Function<CloudException.Category, String> errorKey) {
        this.refreshPolicy = refreshPolicy;
        this.errorKey = errorKey;
        this.loader = loader;
        this.renderer = renderer;
        this.currentUser = currentUser;
        this.uiPush = uiPush;
        this.messages = messages;
        addClassName("parts-pane");
        showLoading();
        add(statusNotice, shown);
        paused.getElement().setAttribute("role", "status");
        more.setText(messages.text("servers.parts.follow"));
        more.getElement().setAttribute("type", "button");
        more.addClassName("link");
        more.setVisible(false);
        more.addClickListener(_ -> {
            startFollowing();
            // The focused button disappears. Without a new focus, keyboard users would start at the top of the page.
            shown.getElement().callJsFunction("focus");
        });
        shown.getElement().setAttribute("tabindex", "-1");
        Div line = StyledElements.div("paused", paused, more);
        addComponentAsFirst(line);
    }

    void activate() {
        if (!active) {
            active = true;
            startFollowing();
        }
    }

    /** Stops loading until the tab is selected again. */
    void deactivate() {
        active = false;
    }

    /** Loads the content, and starts a new period of repeated loads. */
    private void startFollowing() {
        loads = 0;
        paused.setText("");
        more.setVisible(false);
        throttledTask.trigger();
    }

    /** Reloads the content if the tab is selected. */
    void reload() {
        if (active) {
            coalescingTask.trigger();
        }
    }

    /** Removes the content when the viewer can no longer see the server. */
    void clear() {
        deactivate();
        displayed = null;
        shown.removeAll();
        showLoading();
    }

    private void showLoading() {
        statusNotice.show(messages.text("servers.parts.reading"), "");
    }

    @Override
    protected void onAttach(AttachEvent event) {
        Caller caller = currentUser.caller();
        Consumer<CloudLoadResult<T>> receiver = uiPush.latest(event.getUI(), this, this::onResult);
        coalescingTask = new CoalescingTask("server-tab", () -> receiver.accept(loadContent(caller)));
        throttledTask = new ThrottledTask(refreshPolicy.interval(), coalescingTask::trigger);
        uiPush.onVisibilityChange(event.getUI(), this, () -> hidden = true, this::onVisibleAgain);
        if (active) {
            throttledTask.trigger();
        }
    }

    private void onVisibleAgain() {
        if (hidden) {
            hidden = false;
            if (active) {
                startFollowing();
            }
        }
    }

    private CloudLoadResult<T> loadContent(Caller caller) {
        return CloudLoadResult.ofOptional(() -> loader.apply(caller), messages, LOG, "a tab of a server page");
    }

    private void onResult(CloudLoadResult<T> result) {
        if (!active) {
            return;
        }
        switch (result) {
            case CloudLoadResult.Loaded(T content) -> showContent(content);
            case CloudLoadResult.Refused() -> {
                statusNotice.show(messages.text(UNKNOWN), "");
                displayed = null;
                shown.removeAll();
            }
            case CloudLoadResult.Failed(var category, String message) ->
                statusNotice.show(messages.text(errorKey.apply(category)), message);
            case CloudLoadResult.UnexpectedFailure() -> statusNotice.show(messages.text(UNKNOWN), "");
        }
        if (!(result instanceof CloudLoadResult.Failed(var category, var _))
                || category != CloudException.Category.FORBIDDEN) {
            scheduleNext();
        }
    }

    /** Does not replace equal content, to keep the focus and the user's input. */
    private void showContent(T content) {
        statusNotice.setVisible(false);
        if (!content.equals(displayed)) {
            shown.removeAll();
            shown.add(renderer.apply(content));
            displayed = content;
        }
    }

    private void scheduleNext() {
        if (hidden) {
            return;
        }
        if (refreshPolicy.isExpired(loads)) {
            paused.setText(messages.text(
                    "servers.parts.paused", refreshPolicy.maxDuration().toMinutes()));
            more.setVisible(true);
        } else {
            loads++;
            throttledTask.trigger();
        }
    }
}
