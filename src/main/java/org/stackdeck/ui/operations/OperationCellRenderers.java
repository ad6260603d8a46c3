package org.stackdeck.ui.operations;

import com.vaadin.flow.data.renderer.LitRenderer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.stackdeck.identity.UserId;
import org.stackdeck.operations.Operation;
import org.stackdeck.ui.i18n.Messages;

/** Renderers for the cells of the operations grid. */
final class OperationCellRenderers {

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

    private static final String AGAIN = """
            ${item.password ? html`<button type="button" class="icon-button" aria-label="${item.passwordOf}"
            title="${item.password}" @click="${showPassword}"><svg class="i" aria-hidden="true"><use
            href="frontend/icons/icons.svg#key"></use></svg></button>` : ''}${item.again ? html`<button type="button" class="icon-button" aria-label="${item.againOf}"
            title="${item.again}" @click="${again}"><svg class="i" aria-hidden="true"><use
            href="${item.againIcon}"></use></svg></button>` : ''}
            """;

    private final Messages messages;
    private final UserId viewer;
    private final OperationsFeed feed;
    private final CompositeRerunAction rerunActions;
    private final Clock clock;

    OperationCellRenderers(Messages messages, OperationsFeed feed, Clock clock) {
        this.messages = messages;
        this.viewer = feed.viewer();
        this.feed = feed;
        this.rerunActions = feed.rerunActions();
        this.clock = clock;
    }

    /** Returns the searchable text: action, server name and ID, and user. */
    String searchText(Operation operation) {
        return String.join(
                "\n",
                messages.text(OperationLabels.action(operation)),
                operation.action().code(),
                operation.serverName(),
                operation.server().id().value(),
                operation.userName().value());
    }

    LitRenderer<Operation> state() {
        return withState(LitRenderer.of(STATE));
    }

    LitRenderer<Operation> action() {
        return LitRenderer.<Operation>of("<span class='strong'>${item.what}</span>")
                .withProperty("what", operation -> messages.text(OperationLabels.action(operation)));
    }

    LitRenderer<Operation> server() {
        return LitRenderer.<Operation>of("<span class='clip' title='${item.server}'>${item.server}</span>")
                .withProperty("server", OperationCellRenderers::server);
    }

    LitRenderer<Operation> user() {
        return LitRenderer.<Operation>of("<span class='muted clip'>${item.who}</span>")
                .withProperty("who", this::user);
    }

    LitRenderer<Operation> since() {
        return LitRenderer.<Operation>of("<sd-time class='muted' .at=${item.at}></sd-time>")
                .withProperty("at", operation -> operation.acceptedAt().toEpochMilli());
    }

    LitRenderer<Operation> duration() {
        return withDuration(LitRenderer.of(DURATION));
    }

    LitRenderer<Operation> result() {
        return withResult(LitRenderer.of(RESULT));
    }

    LitRenderer<Operation> rerunButton() {
        return withRerun(LitRenderer.of("<span class='acts'>" + AGAIN + "</span>"));
    }

    /** All data of an operation in one cell, for narrow windows. */
    LitRenderer<Operation> card() {
        String template =
                "<div class='card'><div class='top'><span class='strong clip'>${item.what} ${item.server}</span>"
                        + "<sd-time class='muted' .at=${item.at}></sd-time></div>" + STATE + "<div class='bottom'>"
                        + RESULT
                        + "<span class='muted'>${item.who}</span>" + AGAIN + "</div></div>";
        return withRerun(withResult(withState(LitRenderer.<Operation>of(template))))
                .withProperty("what", operation -> messages.text(OperationLabels.action(operation)))
                .withProperty("server", OperationCellRenderers::server)
                .withProperty("who", this::user)
                .withProperty("at", operation -> operation.acceptedAt().toEpochMilli());
    }

    private LitRenderer<Operation> withState(LitRenderer<Operation> renderer) {
        return renderer.withProperty("tone", operation -> OperationLabels.tone(operation.state()))
                .withProperty(
                        "icon", operation -> "frontend/icons/icons.svg#" + OperationLabels.icon(operation.state()))
                .withProperty("word", operation -> messages.text(OperationLabels.state(operation.state())))
                .withProperty("moving", operation -> operation.state() == Operation.State.RUNNING);
    }

    private LitRenderer<Operation> withRerun(LitRenderer<Operation> renderer) {
        return renderer.withProperty(
                        "again",
                        operation -> rerunActions
                                .labelKey(operation)
                                .map(messages::text)
                                .orElse(""))
                .withProperty(
                        "againOf",
                        operation -> rerunActions
                                .labelKey(operation)
                                .map(label -> messages.text(
                                        "operation.again.of",
                                        messages.text(label),
                                        messages.text(OperationLabels.action(operation)) + " " + server(operation)))
                                .orElse(""))
                .withProperty("againIcon", operation -> "frontend/icons/icons.svg#" + rerunActions.icon(operation))
                .withFunction("again", rerunActions::run)
                .withProperty(
                        "password",
                        operation -> feed.hasPassword(operation) ? messages.text("operation.password.show") : "")
                .withProperty(
                        "passwordOf",
                        operation -> feed.hasPassword(operation)
                                ? messages.text("operation.password.show-of", server(operation))
                                : "")
                .withFunction("showPassword", operation -> feed.showPassword(operation, messages));
    }

    private LitRenderer<Operation> withDuration(LitRenderer<Operation> renderer) {
        return renderer.withProperty("done", this::finishedDuration)
                .withProperty(
                        "elapsed",
                        operation -> Duration.between(operation.acceptedAt(), clock.instant())
                                .toMillis());
    }

    private LitRenderer<Operation> withResult(LitRenderer<Operation> renderer) {
        return renderer.withProperty(
                        "reason",
                        operation -> OperationLabels.reason(operation)
                                .map(messages::text)
                                .orElse(""))
                .withProperty(
                        "says",
                        operation -> OperationLabels.cloudMessage(operation).orElse(""))
                .withProperty("request", operation -> operation.requestId() == null ? "" : operation.requestId())
                .withProperty(
                        "usual",
                        operation -> feed.remainingTime(operation)
                                .map(remainingTime ->
                                        remainingTime.usualDuration().toMillis())
                                .orElse(0L))
                .withProperty(
                        "left",
                        operation -> feed.remainingTime(operation)
                                .map(remainingTime -> remainingTime.remainingMillis(clock.instant()))
                                .orElse(0L))
                .withProperty("requestWord", _ -> messages.text("operation.request"))
                .withProperty("copy", _ -> messages.text("operation.request.copy"));
    }

    private String finishedDuration(Operation operation) {
        Instant finished = operation.finishedAt();
        return finished == null
                ? ""
                : DurationFormatter.format(Duration.between(operation.acceptedAt(), finished), messages);
    }

    private String user(Operation operation) {
        return operation.userId().equals(viewer)
                ? messages.text("operation.you")
                : operation.userName().value();
    }

    private static String server(Operation operation) {
        return operation.serverName().isBlank() ? operation.server().id().value() : operation.serverName();
    }
}
