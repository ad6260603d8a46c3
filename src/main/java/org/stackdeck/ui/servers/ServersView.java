package org.stackdeck.ui.servers;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.masterdetaillayout.MasterDetailLayout;
import com.vaadin.flow.component.page.History;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.layout.MainLayout;
import org.stackdeck.ui.servers.detail.ServerDetailContentFactory;
import org.stackdeck.ui.servers.export.ServerExportMenu;
import org.stackdeck.ui.servers.navigation.ServerPageAddress;
import org.stackdeck.ui.servers.views.ServerViewTabs;

/** Page with the live grid of servers, and with the detail pane of the server that the user has opened. */
@Route(value = ServersView.PATH, layout = MainLayout.class)
@PermitAll
@JsModule("context://frontend/js/grid.js")
public class ServersView extends Composite<MasterDetailLayout> implements AfterNavigationObserver, HasDynamicTitle {

    public static final String PATH = "servers";

    private final Messages messages = Messages.current();
    private final ServerViewTabs views;
    private final transient ServerDetailPaneController detailPane;

    ServersView(
            CurrentUserServersPanel panel,
            ServerViewTabs views,
            ServerExportMenu exports,
            ServerDetailContentFactory pages) {
        this.views = views;
        exports.bind(windowWidth -> panel.displayed(views.selectedName(), windowWidth));
        panel.addGridTool(exports);
        panel.addToTitle(views);
        panel.addNotice(views.notice());
        getContent().setMaster(panel);
        this.detailPane =
                new ServerDetailPaneController(getContent(), panel.grid(), pages, messages, this::updateAddress);
        views.bind(panel, () -> updateAddress(ServerDetailPaneController.HistoryChange.MOVED));
        panel.onChange(() -> {
            views.refresh();
            updateAddress(ServerDetailPaneController.HistoryChange.MOVED);
        });
        panel.onCounts(views::refreshCounts);
        panel.onOpen(detailPane::open);
    }

    @Override
    public String getPageTitle() {
        return messages.text("app.page-title", messages.text("servers.title"));
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        Map<String, List<String>> parameters =
                event.getLocation().getQueryParameters().getParameters();
        views.open(parameters);
        detailPane.update(ServerPageAddress.fromParameters(parameters).orElse(null));
    }

    /** Stores the view or the query, and the open server, in the URL. */
    private void updateAddress(ServerDetailPaneController.HistoryChange historyChange) {
        Map<String, String> parameters = new LinkedHashMap<>(views.toParameters());
        parameters.putAll(detailPane.queryParameters());
        Location address = new Location(PATH, QueryParameters.simple(parameters));
        History history = UI.getCurrentOrThrow().getPage().getHistory();
        switch (historyChange) {
            case OPENED -> history.pushState(null, address);
            case MOVED -> history.replaceState(null, address);
        }
    }
}
