package org.stackdeck.ui.operations;

import com.vaadin.flow.data.renderer.LitRenderer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.stackdeck.identity.UserId;
import org.stackdeck.operations.Operation;
import org.stackdeck.ui.component.Words;

/** Renderers for the cells of the operations grid. */
final class OperationCells {

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

    private final Words words;
    private final UserId viewer;
    private final OperationsFeed feed;
    private final WaysAgain ways;
    private final Clock clock;

    OperationCells(Words words, OperationsFeed feed, Clock clock) {
        this.words = words;
        this.viewer = feed.viewer();
        this.feed = feed;
        this.ways = feed.waysAgain();
        this.clock = clock;
    }

    /** Returns the searchable text: action, server name and ID, and user. */
    String says(Operation operation) {
        return String.join(
                "\n",
                words.say(OperationWords.action(operation)),
                operation.action().word(),
                operation.serverName(),
                operation.server().id().value(),
                operation.byName().value());
    }

    LitRenderer<Operation> state() {
        return withState(LitRenderer.of(STATE));
    }

    LitRenderer<Operation> what() {
        return LitRenderer.<Operation>of("<span class='strong'>${item.what}</span>")
                .withProperty("what", operation -> words.say(OperationWords.action(operation)));
    }

    LitRenderer<Operation> server() {
        return LitRenderer.<Operation>of("<span class='clip' title='${item.server}'>${item.server}</span>")
                .withProperty("server", OperationCells::server);
    }

    LitRenderer<Operation> who() {
        return LitRenderer.<Operation>of("<span class='muted clip'>${item.who}</span>")
                .withProperty("who", this::who);
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

    LitRenderer<Operation> again() {
        return withAgain(LitRenderer.of("<span class='acts'>" + AGAIN + "</span>"));
    }

    /** All data of an operation in one cell, for narrow windows. */
    LitRenderer<Operation> card() {
        String template =
                "<div class='card'><div class='top'><span class='strong clip'>${item.what} ${item.server}</span>"
                        + "<sd-time class='muted' .at=${item.at}></sd-time></div>" + STATE + "<div class='bottom'>"
                        + RESULT
                        + "<span class='muted'>${item.who}</span>" + AGAIN + "</div></div>";
        return withAgain(withResult(withState(LitRenderer.<Operation>of(template))))
                .withProperty("what", operation -> words.say(OperationWords.action(operation)))
                .withProperty("server", OperationCells::server)
                .withProperty("who", this::who)
                .withProperty("at", operation -> operation.acceptedAt().toEpochMilli());
    }

    private LitRenderer<Operation> withState(LitRenderer<Operation> renderer) {
        return renderer.withProperty("tone", operation -> OperationWords.tone(operation.state()))
                .withProperty("icon", operation -> "frontend/icons/icons.svg#" + OperationWords.icon(operation.state()))
                .withProperty("word", operation -> words.say(OperationWords.state(operation.state())))
                .withProperty("moving", operation -> operation.state() == Operation.State.RUNNING);
    }

    private LitRenderer<Operation> withAgain(LitRenderer<Operation> renderer) {
        return renderer.withProperty(
                        "again",
                        operation -> ways.label(operation).map(words::say).orElse(""))
                .withProperty(
                        "againOf",
                        operation -> ways.label(operation)
                                .map(label -> words.say(
                                        "operation.again.of",
                                        words.say(label),
                                        words.say(OperationWords.action(operation)) + " " + server(operation)))
                                .orElse(""))
                .withProperty("againIcon", operation -> "frontend/icons/icons.svg#" + ways.icon(operation))
                .withFunction("again", ways::take)
                .withProperty(
                        "password",
                        operation -> feed.hasPassword(operation) ? words.say("operation.password.show") : "")
                .withProperty(
                        "passwordOf",
                        operation -> feed.hasPassword(operation)
                                ? words.say("operation.password.show-of", server(operation))
                                : "")
                .withFunction("showPassword", operation -> feed.showPassword(operation, words));
    }

    private LitRenderer<Operation> withDuration(LitRenderer<Operation> renderer) {
        return renderer.withProperty("done", this::done)
                .withProperty(
                        "elapsed",
                        operation -> Duration.between(operation.acceptedAt(), clock.instant())
                                .toMillis());
    }

    private LitRenderer<Operation> withResult(LitRenderer<Operation> renderer) {
        return renderer.withProperty(
                        "reason",
                        operation ->
                                OperationWords.reason(operation).map(words::say).orElse(""))
                .withProperty(
                        "says", operation -> OperationWords.cloudSays(operation).orElse(""))
                .withProperty("request", operation -> operation.requestId() == null ? "" : operation.requestId())
                .withProperty(
                        "usual",
                        operation -> feed.remaining(operation)
                                .map(remaining -> remaining.usual().toMillis())
                                .orElse(0L))
                .withProperty(
                        "left",
                        operation -> feed.remaining(operation)
                                .map(remaining -> remaining.left(clock.instant()))
                                .orElse(0L))
                .withProperty("requestWord", _ -> words.say("operation.request"))
                .withProperty("copy", _ -> words.say("operation.request.copy"));
    }

    private String done(Operation operation) {
        Instant finished = operation.finishedAt();
        return finished == null ? "" : Durations.say(Duration.between(operation.acceptedAt(), finished), words);
    }

    private String who(Operation operation) {
        return operation.by().equals(viewer)
                ? words.say("operation.you")
                : operation.byName().value();
    }

    private static String server(Operation operation) {
        return operation.serverName().isBlank() ? operation.server().id().value() : operation.serverName();
    }
}
