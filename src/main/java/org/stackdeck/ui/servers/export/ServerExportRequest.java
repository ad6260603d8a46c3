package org.stackdeck.ui.servers.export;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.ui.ViewLogic;
import org.stackdeck.ui.servers.grid.ServerCellLinks;
import org.stackdeck.ui.servers.search.ServerSort;

/**
 * The servers and columns to export, as a page shows them.
 *
 * @param servers keys of all rows in their order; only keys, because a page keeps its last request
 * @param columns shown columns in their order
 * @param view name of the view; empty if no view is selected
 */
@ViewLogic
public record ServerExportRequest(List<ServerKey> servers, List<ServerSort.Column> columns, String view) {

    private static final int MAX_VIEW_LENGTH = 60;

    /**
     * Returns the name of the file, with the date and the name of the view. Shortens the name of the view and replaces
     * all characters except letters and digits with hyphens.
     */
    String fileName(LocalDate date, ServerExportFormat format) {
        String part = view.replaceAll("[^\\p{L}\\p{M}\\p{N}]+", "-").replaceAll("^-|-$", "");
        String shortened = part.length() > MAX_VIEW_LENGTH ? part.substring(0, MAX_VIEW_LENGTH) : part;
        return "servers-" + (shortened.isEmpty() ? "" : shortened + "-") + date + "." + format.code();
    }

    /** Returns the kinds of resources attached to servers that the columns show. */
    Set<ResourceKind> attachedKinds() {
        return ServerCellLinks.attachedKinds(columns);
    }

    List<ServerExportField> fields() {
        return columns.stream().map(ServerExportField::of).flatMap(List::stream).toList();
    }
}
