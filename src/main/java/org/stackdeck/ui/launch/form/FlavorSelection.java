package org.stackdeck.ui.launch.form;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.resource.AvailableFlavor;
import org.stackdeck.cloud.resource.Quota;

/** Selects a flavor of the project, and determines which flavors fit the other fields. */
final class FlavorSelection {

    private final FlavorGrid grid;
    private final Runnable missing;
    private List<AvailableFlavor> offered = List.of();
    /** ID or name of the flavor to select when the flavors are loaded; null for none. */
    private @Nullable String pendingSelection;

    /** @param missing runs if the project does not have the flavor to select */
    FlavorSelection(FlavorGrid grid, Runnable missing) {
        this.grid = grid;
        this.missing = missing;
    }

    void setOptions(List<AvailableFlavor> flavors) {
        offered = flavors;
    }

    /** Selects the flavor with this ID or name as soon as the flavors are loaded. */
    void selectWhenLoaded(String value) {
        pendingSelection = value;
    }

    void clearSelection() {
        grid.select(null);
    }

    @Nullable
    AvailableFlavor selected() {
        return grid.selected().orElse(null);
    }

    /**
     * Updates the grid, and selects the requested flavor if the flavors are loaded.
     *
     * @param placeholder text to show if there are no flavors
     * @return whether a flavor was selected
     */
    boolean update(LaunchDraft draft, List<Quota> quotas, String placeholder) {
        int servers = draft.serverCountOrOne();
        List<FlavorFit> fits = offered.stream()
                .map(availableFlavor -> FlavorFit.of(availableFlavor, draft, servers, quotas))
                .toList();
        grid.update(fits, draft, placeholder);
        return pendingSelection != null && !offered.isEmpty() && select(pendingSelection, fits);
    }

    /**
     * Selects the flavor if it fits. If it does not fit, its row shows the reason. Returns whether a flavor was
     * selected.
     */
    private boolean select(String value, List<FlavorFit> fits) {
        pendingSelection = null;
        Optional<AvailableFlavor> found = PendingSelections.find(offered, value);
        if (found.isEmpty()) {
            missing.run();
        }
        Optional<AvailableFlavor> fitting = found.filter(flavor ->
                fits.stream().anyMatch(fit -> fit.fits() && fit.flavor().equals(flavor)));
        fitting.ifPresent(grid::select);
        return fitting.isPresent();
    }
}
