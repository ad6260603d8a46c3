package org.stackdeck.ui.overview;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Map;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.identity.UserId;
import org.stackdeck.operations.Operation;
import org.stackdeck.ui.component.Icon;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.operations.OperationLabels;
import org.stackdeck.ui.operations.OperationsView;
import org.stackdeck.ui.resources.ResourceRoutes;
import org.stackdeck.ui.servers.navigation.ServerRoutes;

/** Lists the newest operations of the last 24 hours, at most 20, grouped by hour. */
final class ActivityCard extends OverviewCard {

    private final UserId viewer;
    private final DateTimeFormatter time;
    private final Div groups = new Div();
    private final Paragraph nothing;
    private transient Map<Instant, List<Operation>> shown = Map.of();

    ActivityCard(Messages messages, UserId viewer) {
        super(
                messages,
                "activity",
                OverviewLinks.link(OperationsView.PATH, messages.text("overview.activity.all"), "strong"));
        this.viewer = viewer;
        this.time = DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                .withLocale(messages.locale())
                .withZone(messages.zone());
        nothing = StyledElements.paragraph("muted", messages.text("overview.activity.none"));
        add(nothing, groups);
    }

    /** @param operations visible operations, newest first */
    void update(List<Operation> operations, Instant now) {
        Map<Instant, List<Operation>> byHour = RecentOperations.byHour(operations, now, messages.zone());
        if (byHour.equals(shown)) {
            return;
        }
        shown = byHour;
        nothing.setVisible(byHour.isEmpty());
        groups.removeAll();
        byHour.forEach((hour, inHour) -> {
            OrderedList list = new OrderedList();
            list.addClassName("overview-list");
            inHour.forEach(operation -> list.add(line(operation)));
            groups.add(new H3(messages.text(hour)), list);
        });
    }

    private ListItem line(Operation operation) {
        String tone = OperationLabels.tone(operation.state());
        Icon icon = new Icon(
                OperationLabels.icon(operation.state()),
                "s s-" + tone + (operation.state() == Operation.State.RUNNING ? " spin" : ""));
        Span who = StyledElements.span(
                "strong",
                operation.userId().equals(viewer)
                        ? messages.text("operation.you")
                        : operation.userName().value());
        Div what = StyledElements.div(
                "what",
                who,
                OverviewLinks.link(
                        OverviewLinks.operations(operation), messages.text(OperationLabels.action(operation)), "n"),
                target(operation));
        Span state = StyledElements.span("muted", messages.text(OperationLabels.state(operation.state())));
        return new ListItem(icon, what, state, StyledElements.span("faint", time.format(operation.acceptedAt())));
    }

    private static Component target(Operation operation) {
        String name = RecentOperations.targetName(operation);
        if (!operation.hasTarget()) {
            return new Span(name);
        }
        return OverviewLinks.link(
                operation.target() instanceof ResourceKey resource
                        ? ResourceRoutes.resourcePath(resource)
                        : ServerRoutes.serverPath(operation.server()),
                name,
                "n");
    }
}
