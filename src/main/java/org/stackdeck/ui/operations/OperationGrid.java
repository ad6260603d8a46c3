package org.stackdeck.ui.operations;

import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.stackdeck.operations.Operation;
import org.stackdeck.ui.component.ListGrid;
import org.stackdeck.ui.component.StateStyle;
import org.stackdeck.ui.i18n.DurationFormatter;
import org.stackdeck.ui.i18n.Messages;

final class OperationGrid extends ListGrid<Operation> {

    private static final String STATE = """
            <span class="state ${item.tone}"><svg class="s s-${item.tone} ${item.moving ? 'spin' : ''}" aria-hidden="true"><use
            href="${item.icon}"></use></svg><span class="w">${item.word}</span></span>
            """;
    private static final String RESULT = """
            <span class="result">${item.usual ? html`<sd-left class="muted" ms="${item.left}"
            usual="${item.usual}"></sd-left>` : ''}<span class="clip" title="${item.reason} ${item.says}">${item.reason}${item.says
            ? html`<span class="says">${item.says}</span>` : ''}</span>${item.request
            ? html`<button type="button" class="copy text" data-copy="${item.request}" title="${item.request}"
            aria-label="${item.copy}"><svg class="i" aria-hidden="true"><use
            href="frontend/icons/icons.svg#copy"></use></svg><svg class="i" aria-hidden="true"><use
            href="frontend/icons/icons.svg#check"></use></svg><span>${item.requestWord}</span></button>` : ''}</span>
            """;
    private static final String DURATION = """
            ${item.done ? html`<span class="muted">${item.done}</span>`
            : html`<sd-elapsed .elapsed=${item.elapsed}></sd-elapsed>`}
            """;

    private static final String BUTTONS = """
            ${item.showPasswordWord ? html`<button type="button" class="icon-button" aria-label="${item.passwordOf}"
            title="${item.showPasswordWord}" @click="${showPassword}"><svg class="i" aria-hidden="true"><use
            href="frontend/icons/icons.svg#key"></use></svg></button>` : ''}${item.againWord ? html`<button type="button" class="icon-button" aria-label="${item.againOf}"
            title="${item.againWord}" @click="${again}"><svg class="i" aria-hidden="true"><use
            href="${item.againIcon}"></use></svg></button>` : ''}
            """;

    private static final String SINCE = "<sd-time class='muted' .at=${item.at}></sd-time>";

    private final transient OperationsFeed feed;
    private final transient Clock clock;

    OperationGrid(Messages messages, OperationsFeed feed, Clock clock) {
        super(messages, "operation.title", Operation::id);
        this.feed = feed;
        this.clock = clock;
        grid().addClassName("operations");
        addProperty("what", operation -> messages.text(OperationLabels.action(operation)));
        addProperty("server", OperationLabels::target);
        addProperty("who", this::user);
        addProperty("at", operation -> operation.acceptedAt().toEpochMilli());
        addState(
                operation -> new StateStyle(
                        OperationLabels.tone(operation.state()), OperationLabels.icon(operation.state())),
                operation -> messages.text(OperationLabels.state(operation.state())));
        addProperty("moving", operation -> operation.state() == Operation.State.RUNNING);
        addProperty("done", this::finishedDuration);
        addProperty(
                "elapsed",
                operation -> Duration.between(operation.acceptedAt(), clock.instant())
                        .toMillis());
        addResult();
        addButtons(feed.rerunActions());
        addColumns();
    }

    private void addResult() {
        addProperty(
                "reason",
                operation ->
                        OperationLabels.reason(operation).map(messages::text).orElse(""));
        addProperty("says", operation -> OperationLabels.cloudMessage(operation).orElse(""));
        addProperty("request", operation -> operation.requestId() == null ? "" : operation.requestId());
        addProperty("requestWord", _ -> messages.text("operation.request"));
        addProperty("copy", _ -> messages.text("operation.request.copy"));
        addProperty(
                "usual",
                operation -> feed.remainingTime(operation)
                        .map(remainingTime -> remainingTime.usualDuration().toMillis())
                        .orElse(0L));
        addProperty(
                "left",
                operation -> feed.remainingTime(operation)
                        .map(remainingTime -> remainingTime.remainingMillis(clock.instant()))
                        .orElse(0L));
    }

    private void addButtons(RerunActionSelector rerunActions) {
        addAction(
                "again",
                operation ->
                        rerunActions.labelKey(operation).map(messages::text).orElse(""),
                rerunActions::run);
        addProperty(
                "againOf",
                operation -> rerunActions
                        .labelKey(operation)
                        .map(label -> messages.text(
                                "operation.again.of",
                                messages.text(label),
                                messages.text(OperationLabels.action(operation)) + " "
                                        + OperationLabels.target(operation)))
                        .orElse(""));
        addProperty("againIcon", operation -> ICONS + rerunActions.icon(operation));
        addAction(
                "showPassword",
                operation -> feed.hasPassword(operation) ? messages.text("operation.password.show") : "",
                operation -> feed.showPassword(operation, messages));
        addProperty(
                "passwordOf",
                operation -> feed.hasPassword(operation)
                        ? messages.text("operation.password.show-of", OperationLabels.target(operation))
                        : "");
    }

    private void addColumns() {
        addCard("<div class='card'><div class='top'><span class='strong clip'>${item.what} ${item.server}</span>"
                + SINCE
                + "</div>" + STATE + "<div class='bottom'>" + RESULT + "<span class='muted'>${item.who}</span>"
                + BUTTONS
                + "</div></div>");
        addKeyColumn("state", STATE, "150px", 0);
        addKeyColumn("what", "<span class='strong clip' title='${item.what}'>${item.what}</span>", "180px", 0);
        addKeyColumn("server", "<span class='clip' title='${item.server}'>${item.server}</span>", "180px", 0)
                .setFlexGrow(1)
                .setRowHeader(true);
        addKeyColumn("who", "<span class='muted clip'>${item.who}</span>", "130px", 0);
        addKeyColumn("since", SINCE, "170px", 900);
        addKeyColumn("duration", DURATION, "110px", 760);
        addKeyColumn("result", RESULT, "250px", 0).setFlexGrow(3);
        addButtonColumn("operation.again", "<span class='acts'>" + BUTTONS + "</span>", "88px")
                .setKey("again")
                .setTextAlign(ColumnTextAlign.START);
    }

    private Grid.Column<Operation> addKeyColumn(String key, String template, String width, int from) {
        return addColumn("operation.column." + key, template, width, from).setKey(key);
    }

    /** Returns the searchable text: label and code of the action, name and ID of the target, and username. */
    String searchText(Operation operation) {
        return String.join(
                "\n",
                messages.text(OperationLabels.action(operation)),
                operation.action().code(),
                operation.targetName(),
                operation.target().idText(),
                operation.userName().value());
    }

    private String finishedDuration(Operation operation) {
        Instant finished = operation.finishedAt();
        return finished == null
                ? ""
                : DurationFormatter.format(Duration.between(operation.acceptedAt(), finished), messages);
    }

    private String user(Operation operation) {
        return operation.userId().equals(feed.viewer())
                ? messages.text("operation.you")
                : operation.userName().value();
    }
}
