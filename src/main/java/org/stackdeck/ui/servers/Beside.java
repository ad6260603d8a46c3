package org.stackdeck.ui.servers;

import com.vaadin.flow.component.masterdetaillayout.MasterDetailLayout;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.ui.component.Words;

/** Controls the detail pane, which shows a server next to the grid, or over the grid in narrow windows. */
final class Beside {

    private static final String MASTER = "max(376px, 41.6%)";
    private static final String DETAIL = "500px";

    private final MasterDetailLayout layout;
    private final ServerGrid grid;
    private final ServerPage.Parts parts;
    private final Words words;
    private final Consumer<Step> stepped;
    private @Nullable ServerPanel panel;

    /** How the open server changed: opening one adds a browser history entry, so that the back button closes it. */
    enum Step {
        OPENED,
        MOVED
    }

    /** @param stepped called when the user opens, changes or closes the server */
    Beside(MasterDetailLayout layout, ServerGrid grid, ServerPage.Parts parts, Words words, Consumer<Step> stepped) {
        this.layout = layout;
        this.grid = grid;
        this.parts = parts;
        this.words = words;
        this.stepped = stepped;
        layout.addClassName("servers-split");
        layout.setMasterSize(MASTER);
        layout.setDetailSize(DETAIL);
        layout.setExpandDetail(true);
        layout.setAnimationEnabled(false);
        // Escape is handled by keys.js, which detects whether a field needs the key.
        layout.addBackdropClickListener(_ -> close());
    }

    /** Returns the query parameters for the open server. */
    Map<String, String> parameters() {
        return panel == null ? Map.of() : panel.shown().parameters();
    }

    /** Shows the server named in the URL. */
    void show(@Nullable OpenServer wanted) {
        if (wanted == null) {
            put(null);
        } else if (panel != null && !panel.missing() && panel.shown().server().equals(wanted.server())) {
            panel.show(wanted);
        } else {
            put(new ServerPanel(wanted, parts, words, _ -> stepped.accept(Step.MOVED), this::close));
            Objects.requireNonNull(panel).show(wanted);
        }
    }

    /** Opens a server on behalf of the user and keeps the selected tab. */
    void open(ServerKey server) {
        ServerTab tab = panel == null ? ServerTab.OVERVIEW : panel.shown().tab();
        Step step = panel == null ? Step.OPENED : Step.MOVED;
        show(new OpenServer(server, tab));
        stepped.accept(step);
    }

    private void close() {
        put(null);
        stepped.accept(Step.MOVED);
    }

    private void put(@Nullable ServerPanel newest) {
        if (panel != newest) {
            panel = newest;
            layout.setDetail(newest);
            grid.showOpen(newest == null ? null : newest.shown().server());
        }
    }
}
