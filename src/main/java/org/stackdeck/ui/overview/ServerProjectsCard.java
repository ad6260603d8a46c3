package org.stackdeck.ui.overview;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeader;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.stackdeck.ui.component.NativeButtons;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.overview.ServerCounts.ProjectCounts;
import org.stackdeck.ui.servers.state.StateTone;

/**
 * Table of the projects with the most servers, with links to the server grid. Shows ten projects, and at most {@value
 * #MAX_ROWS} on request.
 */
final class ServerProjectsCard extends OverviewCard {

    private static final int FIRST = 10;
    /** Maximum number of rows, which limits the size of the page. The scope menu in the header lists all projects. */
    private static final int MAX_ROWS = 200;

    private final NativeTable table = new NativeTable();
    private final NativeTableHeaderCell cloudHeader = header("overview.projects.cloud");
    private final NativeTableBody body = new NativeTableBody();
    private final NativeButton all;
    private final List<Row> rows = new ArrayList<>();
    private ServerCounts shown = ServerCounts.of(List.of(), _ -> false);
    private boolean expanded;

    ServerProjectsCard(Messages messages) {
        super(messages, "projects");
        table.addClassName("overview-table");
        table.getElement().setAttribute("aria-labelledby", "overview-projects");
        NativeTableHeaderCell share = header("overview.projects.share");
        share.addClassName("share");
        NativeTableRow head = new NativeTableRow(
                header("overview.projects.project"),
                cloudHeader,
                share,
                numberHeader("overview.projects.running"),
                numberHeader("overview.projects.stopped"),
                numberHeader("overview.projects.error"),
                numberHeader("overview.projects.other"));
        table.add(new NativeTableHeader(head), body);
        all = NativeButtons.text("", "button quiet", () -> {
            expanded = !expanded;
            showRows();
        });
        add(StyledElements.div("overview-scroll", table), all);
        showRows();
    }

    void update(ServerCounts counts) {
        if (!counts.projects().equals(shown.projects())) {
            shown = counts;
            showRows();
        }
    }

    private void showRows() {
        List<ProjectCounts> projects =
                shown.projects().stream().limit(expanded ? MAX_ROWS : FIRST).toList();
        boolean severalClouds = shown.hasSeveralClouds();
        cloudHeader.setVisible(severalClouds);
        while (rows.size() > projects.size()) {
            body.remove(rows.removeLast());
        }
        for (int i = 0; i < projects.size(); i++) {
            if (i == rows.size()) {
                Row row = new Row();
                rows.add(row);
                body.add(row);
            }
            rows.get(i).update(projects.get(i), severalClouds);
        }
        int total = shown.projects().size();
        all.setVisible(total > FIRST);
        all.setText(
                expanded
                        ? messages.text("overview.projects.fewer")
                        : total > MAX_ROWS
                                ? messages.text("overview.projects.first", MAX_ROWS, total)
                                : messages.text("overview.projects.all", total));
        all.getElement().setAttribute("aria-expanded", String.valueOf(expanded));
    }

    private NativeTableHeaderCell header(String key) {
        NativeTableHeaderCell cell = new NativeTableHeaderCell(messages.text(key));
        cell.getElement().setAttribute("scope", "col");
        return cell;
    }

    private NativeTableHeaderCell numberHeader(String key) {
        NativeTableHeaderCell cell = header(key);
        cell.addClassName("number");
        return cell;
    }

    /**
     * Row of the table. If the order changes, the row shows another project, so that only changed values are sent to
     * the browser.
     */
    private final class Row extends NativeTableRow {

        private final NativeTableHeaderCell name = new NativeTableHeaderCell();
        private final NativeTableCell cloud = new NativeTableCell();
        private final Div bar = StyledElements.div("state-bar");
        private final NativeTableCell running = number();
        private final NativeTableCell stopped = number();
        private final NativeTableCell inError = number();
        private final NativeTableCell other = number();
        private @Nullable ProjectCounts counts;

        Row() {
            name.getElement().setAttribute("scope", "row");
            // Screen readers read the numbers in the row instead.
            bar.getElement().setAttribute("aria-hidden", "true");
            NativeTableCell share = new NativeTableCell(bar);
            share.addClassName("share");
            add(name, cloud, share, running, stopped, inError, other);
        }

        void update(ProjectCounts now, boolean showCloud) {
            cloud.setVisible(showCloud);
            if (now.equals(counts)) {
                return;
            }
            if (counts == null || !now.project().equals(counts.project())) {
                name.removeAll();
                name.add(OverviewLinks.link(
                        OverviewLinks.servers(now.project()), now.project().name(), "n clip"));
                cloud.setText(now.project().cloud().value());
            }
            counts = now;
            set(running, now.running());
            set(stopped, now.stopped());
            set(inError, now.inError());
            set(other, now.other());
            bar.removeAll();
            bar.add(
                    part(StateTone.RUNNING, now.running(), now.total()),
                    part(StateTone.REST, now.stopped(), now.total()),
                    part(StateTone.ERROR, now.inError(), now.total()),
                    part(StateTone.ATTENTION, now.other(), now.total()));
        }

        private static Component part(StateTone tone, int count, int total) {
            Span part = StyledElements.span(tone.cssClass(), "");
            part.getStyle().set("width", String.format(Locale.ROOT, "%.1f%%", 100.0 * count / total));
            return part;
        }

        private void set(NativeTableCell cell, int count) {
            cell.setText(numbers.format(count));
            cell.setClassName("none", count == 0);
        }

        private static NativeTableCell number() {
            NativeTableCell cell = new NativeTableCell();
            cell.addClassName("number");
            return cell;
        }
    }
}
