package org.stackdeck.ui.servers.console;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.dom.Element;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stackdeck.access.Decision;
import org.stackdeck.access.Permission;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.detail.ConsoleLog;
import org.stackdeck.operations.detail.ServerConsoleService;
import org.stackdeck.platform.CoalescingTask;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.accessrequests.OwnPendingAccessRequests;
import org.stackdeck.ui.accessrequests.RequestAccessDialogs;
import org.stackdeck.ui.component.EmptyState;
import org.stackdeck.ui.component.StatusNotice;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.push.ThrottledTask;
import org.stackdeck.ui.push.UiPush;
import org.stackdeck.ui.servers.actions.CloudLoadResult;

/**
 * Tab with the console log of a server. Loads the log when the user selects the tab or requests the log, and
 * periodically while the user follows it. Removes the log from the page as soon as the viewer loses the permission. The
 * browser searches the log and saves it as a file (log.js).
 */
public final class ConsoleLogTab extends Div {

    private static final Logger LOG = LoggerFactory.getLogger(ConsoleLogTab.class);

    /**
     * Interval between two reads while the user follows the log. Each read is a request to the cloud and an entry in
     * the audit trail.
     */
    static final Duration FOLLOW_INTERVAL = Duration.ofSeconds(10);

    /**
     * Maximum number of reads while the user follows the log. The limit is reached after 15 minutes; the user can then
     * start again.
     */
    static final int MAX_FOLLOWED_READS = 90;

    private final transient ServerKey key;
    private final transient ServerConsoleService consoles;
    private final transient CurrentUser currentUser;
    private final transient UiPush uiPush;
    private final transient MissingPermissionStateFactory missingPermission;
    private final Messages messages;
    private final ConsoleLogToolbar toolbar;
    private final StatusNotice statusNotice = new StatusNotice();
    private final Element text = new Element("sd-log");
    private final Div shown;
    private final Div emptyState = StyledElements.div("empty-box");
    private transient CoalescingTask coalescingTask = new CoalescingTask("console-log", () -> {});
    private transient ThrottledTask following = new ThrottledTask(FOLLOW_INTERVAL, () -> {});
    private transient @Nullable Server server;
    private transient Decision decision = new Decision.Invisible();
    private transient OwnPendingAccessRequests pendingRequests = OwnPendingAccessRequests.NONE;
    private boolean requested;
    /** Whether a requested read is pending or in progress. */
    private boolean loading;

    private int followedReads;

    public ConsoleLogTab(
            ServerKey key,
            ServerConsoleService consoles,
            CurrentUser currentUser,
            UiPush uiPush,
            RequestAccessDialogs requester,
            Messages messages) {
        this.key = key;
        this.consoles = consoles;
        this.currentUser = currentUser;
        this.uiPush = uiPush;
        this.missingPermission = new MissingPermissionStateFactory(Permission.SERVER_LOG, requester, messages);
        this.messages = messages;
        this.toolbar = new ConsoleLogToolbar(messages, this::load, () -> setFollowing(followedReads == 0));
        addClassName("log");
        shown = StyledElements.div("log-box", toolbar, statusNotice);
        shown.getElement().appendChild(text);
        text.setAttribute("aria-label", messages.text("servers.log.title"));
        add(shown, emptyState);
        updateView();
    }

    /** Updates the server and the viewer's permission. */
    public void update(Server newest, Decision mayRead) {
        server = newest;
        text.setAttribute("data-name", newest.displayName());
        if (mayRead.equals(decision)) {
            return;
        }
        decision = mayRead;
        if (!mayRead.isAllowed()) {
            reset();
        }
        updateView();
    }

    public void setPendingRequests(OwnPendingAccessRequests requests) {
        pendingRequests = requests;
        updateView();
    }

    /** Clears the tab when the viewer can no longer see the server. */
    public void clear() {
        decision = new Decision.Invisible();
        reset();
        updateView();
    }

    /** Loads the log unless it has been requested before. */
    public void loadIfNeeded() {
        if (!requested) {
            load();
        }
    }

    private void load() {
        if (decision.isAllowed()) {
            requested = true;
            loading = true;
            toolbar.showLoading();
            updateView();
            coalescingTask.trigger();
        }
    }

    /** Stops following the log when another tab is opened. */
    public void pauseFollowing() {
        setFollowing(false);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        Caller caller = currentUser.caller();
        Consumer<CloudLoadResult<ConsoleLog>> receiver = uiPush.latest(event.getUI(), this, this::onResult);
        coalescingTask = new CoalescingTask("console-log", () -> receiver.accept(readLog(caller)));
        following = new ThrottledTask(FOLLOW_INTERVAL, coalescingTask::trigger);
        // When the user opens the tab for the first time, the log is requested before the tab is attached.
        if (loading) {
            coalescingTask.trigger();
        }
    }

    @Override
    protected void onDetach(DetachEvent event) {
        setFollowing(false);
    }

    private CloudLoadResult<ConsoleLog> readLog(Caller caller) {
        return CloudLoadResult.of(
                () -> consoles.readLog(caller, key), messages, LOG, "the console log of the server " + key.id());
    }

    private void onResult(CloudLoadResult<ConsoleLog> result) {
        loading = false;
        toolbar.showLoaded();
        // Discards a log that was loaded before the viewer lost permission.
        if (!decision.isAllowed()) {
            return;
        }
        statusNotice.setVisible(false);
        switch (result) {
            case CloudLoadResult.Loaded(ConsoleLog log) -> {
                text.setProperty("text", log.text());
                toolbar.showLog(log);
                if (log.text().isBlank()) {
                    showNotice(messages.text("servers.log.empty"), "");
                }
            }
            case CloudLoadResult.Refused() -> {
                reset();
                Toasts.showError(messages.text("servers.log.refused"), "");
            }
            case CloudLoadResult.Failed(var category, String message) ->
                showNotice(messages.text(errorKey(category)), message);
            case CloudLoadResult.UnexpectedFailure() -> showNotice(messages.text("servers.log.broken"), "");
        }
        if (followedReads > 0) {
            continueFollowing(result);
        }
        updateView();
    }

    private static String errorKey(CloudException.Category category) {
        return switch (category) {
            case FORBIDDEN, NOT_FOUND, CONFLICT, REFUSED, FAILED -> "servers.log.none";
            case UNREACHABLE, TIMEOUT, UNAUTHENTICATED, THROTTLED, UNAVAILABLE, UNINTELLIGIBLE ->
                "servers.problem." + category.name();
        };
    }

    /**
     * Schedules the next read. Stops following if the limit is reached, the viewer lacks the permission, or the request
     * to the cloud failed.
     */
    private void continueFollowing(CloudLoadResult<ConsoleLog> result) {
        followedReads++;
        boolean worthIt =
                result instanceof CloudLoadResult.Loaded || result instanceof CloudLoadResult.UnexpectedFailure;
        if (!worthIt || followedReads > MAX_FOLLOWED_READS) {
            if (worthIt) {
                showNotice(messages.text("servers.log.follow.ended"), "");
            }
            setFollowing(false);
            return;
        }
        following.trigger();
    }

    private void setFollowing(boolean on) {
        followedReads = on && decision.isAllowed() ? 1 : 0;
        toolbar.setFollowing(followedReads > 0);
        if (followedReads > 0) {
            requested = true;
            updateView();
            following.trigger();
        }
    }

    private void reset() {
        requested = false;
        loading = false;
        setFollowing(false);
        text.setProperty("text", "");
        toolbar.clearState();
        statusNotice.setVisible(false);
    }

    private void showNotice(String title, String cloudMessage) {
        toolbar.clearLoadingState();
        statusNotice.show(title, cloudMessage);
    }

    private void updateView() {
        shown.setVisible(requested);
        emptyState.setVisible(!requested);
        emptyState.removeAll();
        if (!requested) {
            emptyState.add(
                    decision.isAllowed()
                            ? loadPrompt()
                            : missingPermission.create(
                                    messages.text("servers.log.refused"), decision, server, pendingRequests));
        }
    }

    private Component loadPrompt() {
        Button button = new Button(messages.text("servers.log.show"), _ -> load());
        button.addThemeVariants(ButtonVariant.PRIMARY);
        return new EmptyState("audit", messages.text("servers.log.title"), messages.text("servers.log.intro"), button);
    }
}
