package org.stackdeck.ui.servers.console;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.dom.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stackdeck.access.Decision;
import org.stackdeck.access.Permission;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.RemoteConsole;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.detail.ServerConsoleService;
import org.stackdeck.operations.detail.ServerOffException;
import org.stackdeck.platform.CoalescingTask;
import org.stackdeck.ui.ConsoleProxyProperties;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.accessrequests.OwnPendingAccessRequests;
import org.stackdeck.ui.accessrequests.RequestAccessDialogs;
import org.stackdeck.ui.component.EmptyState;
import org.stackdeck.ui.component.StatusNotice;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.push.UiPush;
import org.stackdeck.ui.servers.actions.CloudLoadResult;

/**
 * Tab that opens the graphical or serial console of a server. Each click requests a new URL. Stackdeck sends the URL
 * only to the browser of the user who clicked, and console.js receives it; the URL is not part of the page.
 */
public final class ConsoleTab extends Div {

    private static final Logger LOG = LoggerFactory.getLogger(ConsoleTab.class);

    private final transient ServerKey key;
    private final transient ServerConsoleService consoles;
    private final transient ConsoleProxyProperties consoleProxyProperties;
    private final transient CurrentUser currentUser;
    private final transient UiPush uiPush;
    private final transient MissingPermissionStateFactory missingPermission;
    private final Messages messages;
    private final Element screen = new Element("sd-console");
    private final StatusNotice statusNotice = new StatusNotice();
    private final Button tab;
    private final Button frame;
    private final Button terminal;
    private final Div toolbar = StyledElements.div("console-ways");
    private final Div shown;
    private final Div emptyState = StyledElements.div("empty-box");
    private transient CoalescingTask screens = new CoalescingTask("console", () -> {});
    private transient CoalescingTask terminals = new CoalescingTask("serial-console", () -> {});
    private transient @Nullable Server server;
    private transient Decision decision = new Decision.Invisible();
    private transient OwnPendingAccessRequests pendingRequests = OwnPendingAccessRequests.NONE;
    /** Whether the last request for a graphical console was to show it in the page instead of in a new browser tab. */
    private boolean embedded;

    /** Type of the embedded console; null if none is open. */
    private RemoteConsole.@Nullable Type embeddedType;

    public ConsoleTab(
            ServerKey key,
            ServerConsoleService consoles,
            ConsoleProxyProperties consoleProxyProperties,
            CurrentUser currentUser,
            UiPush uiPush,
            RequestAccessDialogs requester,
            Messages messages) {
        this.key = key;
        this.consoles = consoles;
        this.consoleProxyProperties = consoleProxyProperties;
        this.currentUser = currentUser;
        this.uiPush = uiPush;
        this.missingPermission = new MissingPermissionStateFactory(Permission.SERVER_CONSOLE, requester, messages);
        this.messages = messages;
        this.tab = new Button(messages.text("servers.console.tab"), _ -> openIn(false));
        tab.getElement().setAttribute("data-console-tab", "");
        this.frame = new Button(messages.text("servers.console.frame"), _ -> openIn(true));
        this.terminal = new Button(messages.text("servers.console.terminal"), _ -> request(terminals));
        (consoleProxyProperties.hasFrameOrigins() ? frame : tab).addThemeVariants(ButtonVariant.PRIMARY);
        screen.setAttribute("data-title", messages.text("servers.console.title"));
        screen.addEventListener("sd-blocked", _ -> showNotice("servers.console.blocked", ""));
        screen.addEventListener("sd-mixed", _ -> onEmbedFailed("servers.console.mixed"));
        screen.addEventListener("sd-unconnected", _ -> showNotice("servers.console.terminal.none", ""));
        screen.addEventListener("sd-unloaded", _ -> showNotice("servers.console.terminal.unloaded", ""));
        screen.addEventListener("sd-ended", _ -> showNotice("servers.console.terminal.ended", ""));
        screen.addEventListener("sd-plain", _ -> onEmbedFailed("servers.console.terminal.plain"));
        screen.addEventListener("sd-unreachable", _ -> onEmbedFailed("servers.console.unreachable"));
        addClassName("console");
        shown = StyledElements.div("console-box", toolbar, statusNotice);
        shown.getElement().appendChild(screen);
        add(shown, emptyState);
        refresh();
    }

    /** Updates the server and the viewer's permission. */
    public void update(Server newest, Decision mayOpen) {
        Server before = server;
        server = newest;
        screen.setAttribute("data-name", newest.displayName());
        boolean same = mayOpen.equals(decision)
                && before != null
                && before.status().isOff() == newest.status().isOff();
        decision = mayOpen;
        if (same) {
            return;
        }
        if (!mayOpen.isAllowed() || newest.status().isOff()) {
            disconnect();
        }
        refresh();
    }

    public void setPendingRequests(OwnPendingAccessRequests requests) {
        pendingRequests = requests;
        if (!decision.isAllowed()) {
            refresh();
        }
    }

    /** Clears the tab when the viewer can no longer see the server. */
    public void clear() {
        decision = new Decision.Invisible();
        // The result of a pending request is discarded while the tab is detached.
        setButtonsEnabled(true);
        disconnect();
        refresh();
    }

    @Override
    protected void onAttach(AttachEvent event) {
        Caller caller = currentUser.caller();
        Consumer<CloudLoadResult<Optional<RemoteConsole>>> receiver =
                uiPush.latest(event.getUI(), this, this::onResult);
        screens = new CoalescingTask(
                "console", () -> receiver.accept(load(() -> consoles.openGraphicalConsole(caller, key))));
        terminals = new CoalescingTask(
                "serial-console", () -> receiver.accept(load(() -> consoles.openSerialConsole(caller, key))));
    }

    private void openIn(boolean onThePage) {
        embedded = onThePage;
        request(screens);
    }

    private void request(CoalescingTask coalescingTask) {
        if (decision.isAllowed()) {
            setButtonsEnabled(false);
            statusNotice.setVisible(false);
            coalescingTask.trigger();
        }
    }

    /** The value is empty if the server is off. */
    private CloudLoadResult<Optional<RemoteConsole>> load(Supplier<RemoteConsole> loader) {
        return CloudLoadResult.of(() -> loadUnlessOff(loader), messages, LOG, "the console of a server");
    }

    private static Optional<RemoteConsole> loadUnlessOff(Supplier<RemoteConsole> loader) {
        try {
            return Optional.of(loader.get());
        } catch (ServerOffException e) {
            return Optional.empty();
        }
    }

    private void onResult(CloudLoadResult<Optional<RemoteConsole>> result) {
        setButtonsEnabled(true);
        switch (result) {
            case CloudLoadResult.Loaded(Optional<RemoteConsole> console) ->
                console.ifPresentOrElse(this::openConsole, () -> fail("servers.console.off", ""));
            case CloudLoadResult.Refused() -> {
                screen.callJsFunction("fail");
                Toasts.showError(messages.text("servers.console.refused"), "");
            }
            case CloudLoadResult.Failed(var category, String message) -> fail(errorKey(category), message);
            case CloudLoadResult.UnexpectedFailure() -> fail("servers.console.broken", "");
        }
    }

    private void fail(String key, String more) {
        screen.callJsFunction("fail");
        showNotice(key, more);
    }

    private void openConsole(RemoteConsole console) {
        if (!decision.isAllowed()) {
            screen.callJsFunction("fail");
        } else if (console.type() == RemoteConsole.Type.SERIAL) {
            embed(console, "terminal", "servers.console.terminal.elsewhere");
        } else if (!embedded) {
            screen.callJsFunction("go", console.address().toString());
        } else {
            embed(console, "frame", "servers.console.elsewhere");
        }
    }

    private void embed(RemoteConsole console, String function, String elsewhere) {
        if (consoleProxyProperties.allows(console.origin())) {
            embeddedType = console.type();
            screen.callJsFunction(function, console.address().toString());
            refresh();
        } else {
            showNotice(elsewhere, console.origin());
        }
    }

    private static String errorKey(CloudException.Category category) {
        return switch (category) {
            case FORBIDDEN, NOT_FOUND, CONFLICT, REFUSED, FAILED, UNINTELLIGIBLE -> "servers.console.none";
            case UNREACHABLE, TIMEOUT, UNAUTHENTICATED, THROTTLED, UNAVAILABLE -> "servers.problem." + category.name();
        };
    }

    /** Closes the embedded console. Only the cloud can close consoles in other browser tabs. */
    private void disconnect() {
        embeddedType = null;
        statusNotice.setVisible(false);
        screen.callJsFunction("leave");
    }

    private void setButtonsEnabled(boolean free) {
        tab.setEnabled(free);
        frame.setEnabled(free);
        terminal.setEnabled(free);
    }

    private void onEmbedFailed(String reason) {
        embeddedType = null;
        refresh();
        showNotice(reason, "");
    }

    private void showNotice(String key, String more) {
        statusNotice.show(messages.text(key), more);
    }

    private void refresh() {
        shown.setVisible(decision.isAllowed());
        emptyState.setVisible(embeddedType == null);
        emptyState.removeAll();
        toolbar.removeAll();
        toolbar.setVisible(embeddedType != null);
        boolean line = embeddedType == RemoteConsole.Type.SERIAL;
        terminal.setText(messages.text(line ? "servers.console.again" : "servers.console.terminal"));
        frame.setText(messages.text(
                line
                        ? "servers.console.screen"
                        : embeddedType == null ? "servers.console.frame" : "servers.console.again"));
        if (embeddedType == null) {
            emptyState.add(placeholder());
        } else {
            Div hint = StyledElements.div(
                    "hint", messages.text(line ? "servers.console.terminal.hint" : "servers.console.hint"));
            toolbar.add(hint);
            toolbar.add(availableButtons());
        }
    }

    /** Returns the buttons to show. A console can be embedded only if the origin of its proxy is configured. */
    private List<Component> availableButtons() {
        List<Component> offered = new ArrayList<>();
        if (consoleProxyProperties.hasFrameOrigins()) {
            offered.add(frame);
        }
        if (consoleProxyProperties.hasTerminalOrigins()) {
            offered.add(terminal);
        }
        offered.add(tab);
        return offered;
    }

    private Component placeholder() {
        Server of = server;
        if (!decision.isAllowed()) {
            return missingPermission.create(messages.text("servers.console.refused"), decision, of, pendingRequests);
        }
        if (of != null && of.status().isOff()) {
            return new EmptyState(
                    "s-off", messages.text("servers.console.off"), messages.text("servers.console.off.text"));
        }
        return new EmptyState(
                "terminal",
                messages.text("servers.console.title"),
                messages.text("servers.console.intro"),
                availableButtons().toArray(Component[]::new));
    }
}
