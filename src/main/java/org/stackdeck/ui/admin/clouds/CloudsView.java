package org.stackdeck.ui.admin.clouds;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import java.util.Optional;
import org.stackdeck.cloud.ChangeHintSource;
import org.stackdeck.cloud.client.CloudEntryReport;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.connection.CloudConnector;
import org.stackdeck.connections.CloudConnection;
import org.stackdeck.connections.CloudConnectionException;
import org.stackdeck.connections.CloudConnectionService;
import org.stackdeck.identity.Caller;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.PermissionsChangedEvent;
import org.stackdeck.ui.admin.AdminChangeNotifier;
import org.stackdeck.ui.admin.ReloadingAdminPage;
import org.stackdeck.ui.component.EmptyState;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.component.dialog.ConfirmationDialog;
import org.stackdeck.ui.layout.MainLayout;
import org.stackdeck.ui.reauthentication.ReauthenticationHandler;

/** Lists the entries of all clouds with their origin, projects, notifications and problems. */
@Route(value = CloudsView.PATH, layout = MainLayout.class)
@RolesAllowed("ADMINISTRATOR")
public class CloudsView extends ReloadingAdminPage<CloudsView.CloudEntries> implements AfterNavigationObserver {

    public static final String PATH = "admin/clouds";

    /** Query parameter that opens the dialog for a new connection. */
    private static final String CONNECT = "connect";

    private final transient Clouds clouds;
    private final transient ChangeHintSource changeHintSource;
    private final transient CloudConnectionService service;
    private final transient CloudConnectionDialogs dialogs;
    private final Div box = StyledElements.div("grid-box cards");

    /** @param connections the entries that can be changed */
    record CloudEntries(List<CloudEntryReport> reports, List<CloudConnection> connections) {}

    CloudsView(
            Clouds clouds,
            ChangeHintSource changeHintSource,
            CloudConnectionService service,
            CloudConnectionDialogs dialogs,
            AdminChangeNotifier notifier,
            ReauthenticationHandler handler,
            CurrentUser currentUser) {
        super("admin.clouds.title", notifier, handler, currentUser);
        this.clouds = clouds;
        this.changeHintSource = changeHintSource;
        this.service = service;
        this.dialogs = dialogs;
        addHeader(createButton("clouds.connect", this::connect));
        add(box);
    }

    /** Returns the link that opens the page with the dialog for a new connection. */
    public static String connectPath() {
        return PATH + "?" + CONNECT;
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        if (event.getLocation().getQueryParameters().getParameters().containsKey(CONNECT)) {
            connect();
            // A reload of the page must not open the dialog again.
            UI.getCurrentOrThrow().getPage().getHistory().replaceState(null, new Location(PATH));
        }
    }

    /**
     * Also reloads when the set of projects changes, because Stackdeck discovers the projects after a cloud is
     * connected.
     */
    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        PermissionsChangedEvent.listen(event, this::reload);
    }

    @Override
    protected CloudEntries load(Caller caller) {
        return new CloudEntries(clouds.entryReports(), service.list(caller));
    }

    @Override
    protected void update(CloudEntries entries) {
        box.removeAll();
        entries.reports().forEach(report -> {
            CloudEntryCard card = new CloudEntryCard(report, changeHintSource, messages);
            connection(entries, report).ifPresent(connection -> addButtons(card, connection));
            box.add(card);
        });
        box.setClassName("empty-box", entries.reports().isEmpty());
        if (entries.reports().isEmpty()) {
            Button connect = createButton("clouds.connect", this::connect);
            box.add(new EmptyState(
                    "plug",
                    messages.text("servers.empty.no-cloud.title"),
                    messages.text("clouds.empty"),
                    connect,
                    new Pre(messages.text("servers.empty.no-cloud.how"))));
        }
    }

    private static Optional<CloudConnection> connection(CloudEntries entries, CloudEntryReport report) {
        return report.source().equals(CloudConnector.SOURCE)
                ? entries.connections().stream()
                        .filter(connection -> connection.name().equals(report.entry()))
                        .findFirst()
                : Optional.empty();
    }

    private void addButtons(CloudEntryCard card, CloudConnection connection) {
        Button edit = new Button(messages.text("clouds.edit"), _ -> dialogs.edit(connection, messages, this::reload));
        Button remove = new Button(messages.text("clouds.remove"), _ -> confirmRemoval(connection));
        remove.addThemeVariants(ButtonVariant.ERROR);
        card.addButtons(edit, remove);
    }

    private void connect() {
        UI ui = UI.getCurrentOrThrow();
        // After the first connection, the first steps continue with the invitation of colleagues.
        dialogs.connect(
                messages,
                FirstStepsService.isWithoutCloud(clouds) ? () -> ui.navigate(FirstStepsView.PATH) : this::reload);
    }

    private void confirmRemoval(CloudConnection connection) {
        new ConfirmationDialog(
                        messages,
                        messages.text("clouds.remove.title", connection.name()),
                        messages.text("clouds.remove"),
                        () -> perform(caller -> remove(caller, connection)),
                        messages.text("clouds.remove.servers"),
                        messages.text("clouds.remove.operations"),
                        messages.text("clouds.remove.grants"))
                .open();
    }

    private void remove(Caller caller, CloudConnection connection) {
        try {
            service.delete(caller, connection);
            Toasts.showSuccess(messages.text("clouds.removed", connection.name()));
        } catch (CloudConnectionException e) {
            Toasts.showError(
                    messages.text("clouds.remove.failed", connection.name()),
                    messages.text("clouds.refused." + e.reason().code()));
        }
        reload();
    }
}
