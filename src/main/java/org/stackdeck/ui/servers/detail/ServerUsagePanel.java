package org.stackdeck.ui.servers.detail;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.detail.ServerUsageRates;
import org.stackdeck.operations.detail.ServerUsageService;
import org.stackdeck.platform.CoalescingTask;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.NativeButtons;
import org.stackdeck.ui.component.StatusNotice;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.push.ThrottledTask;
import org.stackdeck.ui.push.UiPush;
import org.stackdeck.ui.servers.actions.CloudLoadResult;

/**
 * Current resource usage of a server. Loads it from the cloud when the user opens the tab, when an operation on the
 * server has ended and periodically.
 */
final class ServerUsagePanel extends Div {

    private static final Logger LOG = LoggerFactory.getLogger(ServerUsagePanel.class);
    private static final String UNKNOWN = "servers.parts.unknown";
    /**
     * Loading pauses after this time, so that a forgotten page does not keep loading. Loading continues when the user
     * resumes it, selects the tab again or returns to the page.
     */
    private static final Duration MAX_FOLLOW_TIME = Duration.ofMinutes(15);

    private final ServerKey key;
    private final transient ServerUsageService serverUsageService;
    private final transient ServerUsageRenderer renderer;
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

    private final NativeButton more;
    private transient CoalescingTask coalescingTask = new CoalescingTask("server-tab", () -> {});
    private transient ThrottledTask throttledTask = new ThrottledTask(Duration.ZERO, () -> {});
    private transient @Nullable ServerUsageRates displayed;
    private boolean active;
    private boolean hidden;
    private int loads;

    ServerUsagePanel(
            ServerKey key,
            ServerUsageService serverUsageService,
            CurrentUser currentUser,
            UiPush uiPush,
            Messages messages) {
        this.key = key;
        this.serverUsageService = serverUsageService;
        this.renderer = new ServerUsageRenderer(messages);
        this.currentUser = currentUser;
        this.uiPush = uiPush;
        this.messages = messages;
        addClassName("parts-pane");
        showLoading();
        add(statusNotice, shown);
        paused.getElement().setAttribute("role", "status");
        more = NativeButtons.text(messages.text("servers.parts.follow"), "link", () -> {
            startFollowing();
            // The focused button disappears. Without a new focus, keyboard users would start at the top of the page.
            shown.getElement().callJsFunction("focus");
        });
        more.setVisible(false);
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
        Consumer<CloudLoadResult<ServerUsageRates>> receiver = uiPush.latest(event.getUI(), this, this::onResult);
        coalescingTask = new CoalescingTask("server-tab", () -> receiver.accept(loadContent(caller)));
        throttledTask = new ThrottledTask(ServerUsageService.MIN_REFRESH_INTERVAL, coalescingTask::trigger);
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

    private CloudLoadResult<ServerUsageRates> loadContent(Caller caller) {
        return CloudLoadResult.ofOptional(
                () -> serverUsageService.load(caller, key), messages, LOG, "the usage of a server");
    }

    private void onResult(CloudLoadResult<ServerUsageRates> result) {
        if (!active) {
            return;
        }
        switch (result) {
            case CloudLoadResult.Loaded(ServerUsageRates content) -> showContent(content);
            case CloudLoadResult.Refused() -> {
                statusNotice.show(messages.text(UNKNOWN), "");
                displayed = null;
                shown.removeAll();
            }
            case CloudLoadResult.Failed(var category, String message) ->
                statusNotice.show(messages.text(errorKey(category)), message);
            case CloudLoadResult.UnexpectedFailure() -> statusNotice.show(messages.text(UNKNOWN), "");
        }
        if (!(result instanceof CloudLoadResult.Failed(var category, var _))
                || category != CloudException.Category.FORBIDDEN) {
            scheduleNext();
        }
    }

    /** Does not replace equal content, to keep the focus and the user's input. */
    private void showContent(ServerUsageRates content) {
        statusNotice.setVisible(false);
        if (!content.equals(displayed)) {
            shown.removeAll();
            shown.add(renderer.render(content));
            displayed = content;
        }
    }

    private void scheduleNext() {
        if (hidden) {
            return;
        }
        if (isExpired(loads)) {
            paused.setText(messages.text("servers.parts.paused", MAX_FOLLOW_TIME.toMinutes()));
            more.setVisible(true);
        } else {
            loads++;
            throttledTask.trigger();
        }
    }

    /** Returns whether the loads have continued for the maximum time, at the minimum interval. */
    static boolean isExpired(int loadCount) {
        return ServerUsageService.MIN_REFRESH_INTERVAL.multipliedBy(loadCount).compareTo(MAX_FOLLOW_TIME) >= 0;
    }

    private static String errorKey(CloudException.Category category) {
        return switch (category) {
            case FORBIDDEN -> "servers.usage.administrators";
            case CONFLICT -> "servers.usage.off";
            case UNREACHABLE, TIMEOUT, UNAUTHENTICATED, THROTTLED, UNAVAILABLE -> "servers.problem." + category.name();
            case NOT_FOUND, REFUSED, FAILED, UNINTELLIGIBLE -> UNKNOWN;
        };
    }
}
