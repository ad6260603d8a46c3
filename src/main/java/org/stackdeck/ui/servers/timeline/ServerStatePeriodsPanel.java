package org.stackdeck.ui.servers.timeline;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.text.NumberFormat;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.operations.detail.ServerTimeline;
import org.stackdeck.ui.chart.ChartTable;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.servers.state.StateTone;
import org.stackdeck.ui.servers.timeline.ServerStatePeriods.Period;
import org.stackdeck.ui.servers.timeline.ServerStatePeriods.State;

/** Shows when a server was on or off in the last seven days, as a bar and as a table with the newest period first. */
public final class ServerStatePeriodsPanel extends Div {

    private final Messages messages;
    private final Clock clock;
    private final Paragraph summary = StyledElements.paragraph("muted", "");
    private final Div bar = StyledElements.div("state-bar");
    private final ChartTable table;
    private @Nullable ServerStatePeriods shown;

    public ServerStatePeriodsPanel(Messages messages, Clock clock) {
        this.messages = messages;
        this.clock = clock;
        addClassNames("parts-pane", "usage-history");
        // Hidden from screen readers, because the table contains the same information.
        bar.getElement().setAttribute("aria-hidden", "true");
        table = new ChartTable(
                messages,
                messages.text("servers.periods"),
                List.of(
                        messages.text("servers.periods.from"),
                        messages.text("servers.periods.until"),
                        messages.text("servers.periods.state")));
        add(new H2(messages.text("servers.periods")), summary, bar, table);
        clear();
    }

    public void update(ServerTimeline timeline, Server server) {
        if (timeline.problem() != null) {
            clear();
            summary.setText(messages.text("servers.periods.unavailable"));
            return;
        }
        ServerStatePeriods periods = ServerStatePeriods.of(timeline, server, clock.instant());
        if (periods.equals(shown)) {
            return;
        }
        shown = periods;
        summary.setText(messages.text(
                "servers.periods.share",
                NumberFormat.getPercentInstance(messages.locale()).format(periods.shareOn())));
        bar.setVisible(true);
        bar.removeAll();
        double all = periods.periods().stream()
                .mapToLong(period -> period.length().toMillis())
                .sum();
        periods.periods().forEach(period -> bar.add(part(period, all)));
        table.setVisible(true);
        table.setRows(periods.periods().reversed().stream()
                .map(period -> List.of(
                        messages.text(period.from()),
                        messages.text(period.until()),
                        messages.text("servers.periods." + period.state().name())))
                .toList());
    }

    public void clear() {
        shown = null;
        summary.setText("");
        bar.setVisible(false);
        table.setVisible(false);
        table.setRows(List.of());
    }

    private static Span part(Period period, double all) {
        Span part = StyledElements.span(tone(period.state()), "");
        part.getStyle()
                .set(
                        "width",
                        String.format(
                                Locale.ROOT, "%.2f%%", 100 * period.length().toMillis() / all));
        return part;
    }

    private static String tone(State state) {
        return switch (state) {
            case ON -> StateTone.RUNNING.cssClass();
            case OFF -> StateTone.REST.cssClass();
            case ERROR -> StateTone.ERROR.cssClass();
            case UNKNOWN -> "";
        };
    }
}
