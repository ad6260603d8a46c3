package org.stackdeck.ui.servers;

import com.vaadin.flow.component.Component;
import java.util.List;
import org.stackdeck.cloud.Server;
import org.stackdeck.operations.BulkOperations;
import org.stackdeck.ui.component.Words;

/** Connects the selected rows, the grid and the toolbar with bulk actions. */
final class Picking {

    private final Selection selection;
    private final ServerRows rows;
    private final ServerGrid grid;
    private final BulkActions actions;
    private final BulkBar bar;

    /**
     * @param selection the selection of the grid
     * @param page receives progress while it is attached
     */
    Picking(
            Selection selection,
            ServerRows rows,
            ServerGrid grid,
            BulkActions.Parts parts,
            Component page,
            Words words) {
        this.selection = selection;
        this.rows = rows;
        this.grid = grid;
        this.actions = new BulkActions(parts, page, words, this::nothing);
        this.bar = new BulkBar(words, action -> actions.ask(picked(), action), this::all, this::nothing);
        grid.onPick(this::show);
    }

    /** Returns the toolbar, which is visible while rows are selected. */
    BulkBar bar() {
        return bar;
    }

    private List<ServerRow> picked() {
        return selection.all().stream().flatMap(key -> rows.row(key).stream()).toList();
    }

    private void all() {
        selection.add(rows.shown().stream()
                .map(Server::key)
                .filter(rows::covers)
                .limit(BulkOperations.MOST)
                .toList());
        grid.repaint();
        show();
    }

    private void nothing() {
        selection.clear();
        grid.repaint();
        show();
    }

    private void show() {
        selection.keep(rows.servers().keySet());
        bar.show(picked(), Math.min(rows.pickable(), BulkOperations.MOST));
    }

    /** Updates the toolbar after servers changed. Usually nothing is selected. */
    void follow() {
        if (!selection.isEmpty()) {
            show();
        }
    }
}
