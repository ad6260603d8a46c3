package org.stackdeck.ui.servers.bulk;

import com.vaadin.flow.spring.annotation.UIScope;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Provides the bulk selection of the grid on the current page, for the command palette. */
@Component
@UIScope
public class CurrentBulkSelection {

    private @Nullable BulkSelectionController controller;

    /** Returns the bulk selection; empty if the page has no grid of the user's servers. */
    public Optional<BulkSelectionController> find() {
        return Optional.ofNullable(controller);
    }

    void set(BulkSelectionController displayed) {
        controller = displayed;
    }

    /** Removes the selection unless another page has replaced it. */
    void remove(BulkSelectionController hidden) {
        if (hidden.equals(controller)) {
            controller = null;
        }
    }
}
