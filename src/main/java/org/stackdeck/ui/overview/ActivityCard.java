package org.stackdeck.ui.overview;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.history.ServerChange;
import org.stackdeck.history.ServerChangeKind;
import org.stackdeck.identity.UserId;
import org.stackdeck.operations.Operation;
import org.stackdeck.ui.component.NativeButtons;
import org.stackdeck.ui.component.SpriteIcon;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.operations.OperationGridModel;
import org.stackdeck.ui.operations.OperationLabels;
import org.stackdeck.ui.operations.OperationsView;
import org.stackdeck.ui.resources.ResourceRoutes;
import org.stackdeck.ui.servers.navigation.ServerRoutes;
import org.stackdeck.ui.servers.navigation.ServerTab;

/** Lists the operations and the changes outside Stackdeck of the last 24 hours, grouped by hour. */
final class ActivityCard extends OverviewCard {

    private static final int PAGE_SIZE = 20;

    private final UserId viewer;
    private final DateTimeFormatter time;
    private final Div groups = new Div();
    private final Paragraph emptyText;
    private final Paragraph cut;
    private final NativeButton showMore;
    private int limit = PAGE_SIZE;
    private transient RecentActivity shown = new RecentActivity(List.of(), false);

    ActivityCard(Messages messages, UserId viewer) {
        super(
                messages,
                "activity",
                OverviewLinks.link(OperationsView.PATH, messages.text("overview.activity.all"), "strong"));
        this.viewer = viewer;
        this.time = DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                .withLocale(messages.locale())
                .withZone(messages.zone());
        emptyText = StyledElements.paragraph("muted", messages.text("overview.activity.none"));
        cut = StyledElements.paragraph(
                "muted", messages.text("overview.activity.cut", numbers.format(OperationGridModel.LIMIT)));
        showMore = NativeButtons.text(messages.text("overview.activity.more"), "button small", () -> {
            limit += 5 * PAGE_SIZE;
            show();
        });
        add(emptyText, groups, showMore, cut);
        show();
    }

    /**
     * @param operations visible operations, newest first
     * @param changes visible changes outside Stackdeck
     */
    void update(List<Operation> operations, List<ServerChange> changes, Instant now) {
        RecentActivity activity = RecentActivity.of(operations, changes, now);
        if (!activity.equals(shown)) {
            shown = activity;
            show();
        }
    }

    private void show() {
        boolean hasMore = shown.events().size() > limit;
        emptyText.setVisible(shown.events().isEmpty());
        showMore.setVisible(hasMore);
        cut.setVisible(shown.cut() && !hasMore);
        groups.removeAll();
        shown.byHour(limit, messages.zone()).forEach((hour, inHour) -> {
            OrderedList list = new OrderedList();
            list.addClassName("overview-list");
            inHour.forEach(event -> list.add(
                    switch (event) {
                        case RecentActivity.OperationEvent(Operation operation) -> line(operation);
                        case RecentActivity.ChangeEvent(ServerChange change) -> line(change);
                    }));
            groups.add(new H3(messages.text(hour)), list);
        });
    }

    private ListItem line(ServerChange change) {
        String name = change.name().isBlank() ? change.key().idText() : change.name();
        Component server = change.kind() == ServerChangeKind.DELETED
                ? new Span(name)
                : OverviewLinks.link(ServerRoutes.serverPath(change.key(), ServerTab.ACTIVITY), name, "n");
        Div text = StyledElements.div(
                "what",
                StyledElements.span("strong", messages.text("overview.activity.outside")),
                new Span(messages.text("server-change." + change.kind())),
                server);
        return new ListItem(icon(change.kind()), text, StyledElements.span("faint", time.format(change.at())));
    }

    private static SpriteIcon icon(ServerChangeKind kind) {
        return switch (kind) {
            case FAILED -> new SpriteIcon("s-error", "s s-error");
            case CREATED, STARTED, RESCUED, RESIZED, RENAMED -> new SpriteIcon("s-done", "s s-running");
            case DELETED, STOPPED, PAUSED, SUSPENDED, SHELVED -> new SpriteIcon("s-off", "s s-rest");
        };
    }

    private ListItem line(Operation operation) {
        String tone = OperationLabels.tone(operation.state());
        SpriteIcon icon = new SpriteIcon(
                OperationLabels.icon(operation.state()),
                "s s-" + tone + (operation.state() == Operation.State.RUNNING ? " spin" : ""));
        Span who = StyledElements.span(
                "strong",
                operation.userId().equals(viewer)
                        ? messages.text("operation.you")
                        : operation.userName().value());
        Div text = StyledElements.div(
                "what",
                who,
                OverviewLinks.link(
                        OverviewLinks.operations(operation), messages.text(OperationLabels.action(operation)), "n"),
                target(operation));
        Span state = StyledElements.span("muted", messages.text(OperationLabels.state(operation.state())));
        return new ListItem(icon, text, state, StyledElements.span("faint", time.format(operation.acceptedAt())));
    }

    private static Component target(Operation operation) {
        String name = OperationLabels.target(operation);
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
