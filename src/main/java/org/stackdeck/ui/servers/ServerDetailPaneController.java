package org.stackdeck.ui.servers;

import com.vaadin.flow.component.masterdetaillayout.MasterDetailLayout;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.servers.detail.ServerDetailContentFactory;
import org.stackdeck.ui.servers.detail.ServerDetailPane;
import org.stackdeck.ui.servers.grid.ServerGrid;
import org.stackdeck.ui.servers.navigation.ServerPageAddress;
import org.stackdeck.ui.servers.navigation.ServerTab;

/** Controls the detail pane. The pane shows a server next to the grid, or over the grid in narrow windows. */
final class ServerDetailPaneController {

    private static final String MASTER_SIZE = "min(100%, max(376px, 41.6%))";
    private static final String DETAIL_SIZE = "500px";

    private final MasterDetailLayout layout;
    private final ServerGrid grid;
    private final ServerDetailContentFactory pages;
    private final Messages messages;
    private final Consumer<HistoryChange> historyListener;
    private @Nullable ServerDetailPane pane;

    /**
     * Change of the browser history. Opening a server adds an entry, so that the back button closes the server. Other
     * changes replace the current entry.
     */
    enum HistoryChange {
        OPENED,
        MOVED
    }

    /** @param historyListener called after the user has opened or closed a server, or selected another server or tab */
    ServerDetailPaneController(
            MasterDetailLayout layout,
            ServerGrid grid,
            ServerDetailContentFactory pages,
            Messages messages,
            Consumer<HistoryChange> historyListener) {
        this.layout = layout;
        this.grid = grid;
        this.pages = pages;
        this.messages = messages;
        this.historyListener = historyListener;
        layout.addClassName("servers-split");
        layout.setMasterSize(MASTER_SIZE);
        layout.setDetailSize(DETAIL_SIZE);
        layout.setExpandDetail(true);
        layout.setAnimationEnabled(false);
        // The script keys.js handles the Escape key, because it can detect whether a field needs the key.
        layout.addBackdropClickListener(_ -> close());
    }

    /** Returns the query parameters for the open server; empty if no server is open. */
    Map<String, String> queryParameters() {
        return pane == null ? Map.of() : pane.address().toParameters();
    }

    /** Shows the server and tab of an address, or closes the pane if the address is null. */
    void update(@Nullable ServerPageAddress address) {
        if (address == null) {
            setPane(null);
        } else if (pane != null && !pane.isMissing() && pane.address().server().equals(address.server())) {
            pane.update(address);
        } else {
            setPane(new ServerDetailPane(
                    address, pages, messages, _ -> historyListener.accept(HistoryChange.MOVED), this::close));
            Objects.requireNonNull(pane).update(address);
        }
    }

    /** Opens the server that the user has selected. Keeps the selected tab. */
    void open(ServerKey server) {
        ServerTab tab = pane == null ? ServerTab.OVERVIEW : pane.address().tab();
        HistoryChange historyChange = pane == null ? HistoryChange.OPENED : HistoryChange.MOVED;
        update(new ServerPageAddress(server, tab));
        historyListener.accept(historyChange);
    }

    private void close() {
        setPane(null);
        historyListener.accept(HistoryChange.MOVED);
    }

    private void setPane(@Nullable ServerDetailPane newest) {
        if (pane != newest) {
            pane = newest;
            layout.setDetail(newest);
            grid.setOpenServer(newest == null ? null : newest.address().server());
        }
    }
}
