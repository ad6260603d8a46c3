package org.stackdeck.ui.requests;

import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.SerializableConsumer;
import java.util.function.Function;
import org.stackdeck.requests.AccessRequest;
import org.stackdeck.ui.component.Words;

/** Cell renderers of access requests. User input is bound as text. */
final class RequestCells {

    private static final String WHO =
            "<span class='owner'><span class='avatar' aria-hidden='true'>${item.initials}</span><span class='clip strong'>${item.who}</span></span>";
    private static final String WHAT = "<span class='lines' title=${item.what}>${item.what}</span>";
    private static final String REASON = "<span class='lines muted' title=${item.reason}>${item.reason}</span>";
    private static final String STATE = """
            <span class="stack"><span class="state ${item.tone}"><svg class="s s-${item.tone}" aria-hidden="true"><use
            href="${item.icon}"></use></svg><span class="w">${item.state}</span></span>${item.outcome
            ? html`<span class="lines muted small" title=${item.outcome}>${item.outcome}</span>` : ''}</span>
            """;
    private static final String ASKED = "<sd-time class='muted' .at=${item.at}></sd-time>";
    /** Buttons of a pending request, or the decision. */
    private static final String ANSWER = """
            ${item.open ? html`<span class="acts">${item.definite ? html`<button type="button" class="button small"
            aria-label=${item.approveThis} @click="${approve}">${item.approveWord}</button>` : ''}<button type="button"
            class="button small ${item.definite ? 'quiet' : ''}" aria-label=${item.changeThis}
            @click="${change}">${item.changeWord}</button><button type="button" class="button small quiet"
            aria-label=${item.refuseThis} @click="${refuse}">${item.refuseWord}</button></span>` : html`""" + STATE + "`}";

    private static final String WITHDRAW = """
            <span class="acts">${item.open ? html`<button type="button" class="button small quiet"
            aria-label=${item.withdrawThis} @click="${withdraw}">${item.withdrawWord}</button>` : ''}</span>
            """;

    private final Words words;
    private final RequestPhrases phrases;

    RequestCells(Words words, RequestPhrases phrases) {
        this.words = words;
        this.phrases = phrases;
    }

    LitRenderer<AccessRequest> who() {
        return withWho(LitRenderer.of(WHO));
    }

    LitRenderer<AccessRequest> what() {
        return withWhat(LitRenderer.of(WHAT));
    }

    LitRenderer<AccessRequest> reason() {
        return withWhat(LitRenderer.of(REASON));
    }

    LitRenderer<AccessRequest> time() {
        return withWhat(LitRenderer.of("<span class='muted clip'>${item.time}</span>"));
    }

    LitRenderer<AccessRequest> asked() {
        return withWhat(LitRenderer.of(ASKED));
    }

    LitRenderer<AccessRequest> state() {
        return withState(LitRenderer.of(STATE));
    }

    LitRenderer<AccessRequest> answers(Answers answers) {
        return withAnswers(withState(LitRenderer.of(ANSWER)), answers);
    }

    LitRenderer<AccessRequest> withdraw(SerializableConsumer<AccessRequest> withdraw) {
        return withWithdraw(LitRenderer.of(WITHDRAW), withdraw);
    }

    /** All values of a request in one cell, for reviewers in narrow windows. */
    LitRenderer<AccessRequest> reviewCard(Answers answers) {
        String template = "<div class='card'><div class='top'>" + WHO + "</div>" + WHAT + REASON
                + "<div class='bottom muted'><span>${item.time}</span>" + ASKED + "</div>" + ANSWER + "</div>";
        return withAnswers(withState(withWhat(withWho(LitRenderer.of(template)))), answers);
    }

    /** All values of a request in one cell, for the requester. */
    LitRenderer<AccessRequest> ownCard(SerializableConsumer<AccessRequest> withdraw) {
        String template = "<div class='card'><div class='top'>" + WHAT + WITHDRAW + "</div>" + REASON + STATE
                + "<div class='bottom muted'><span>${item.time}</span>" + ASKED + "</div></div>";
        return withWithdraw(withState(withWhat(LitRenderer.of(template))), withdraw);
    }

    /** Actions of a reviewer. */
    record Answers(
            SerializableConsumer<AccessRequest> approve,
            SerializableConsumer<AccessRequest> change,
            SerializableConsumer<AccessRequest> refuse) {}

    private static LitRenderer<AccessRequest> withWho(LitRenderer<AccessRequest> renderer) {
        return renderer.withProperty("who", request -> request.byName().value())
                .withProperty("initials", request -> request.byName().value().substring(0, 1));
    }

    private LitRenderer<AccessRequest> withWhat(LitRenderer<AccessRequest> renderer) {
        return renderer.withProperty("what", phrases::what)
                .withProperty("reason", request -> request.wish().reason())
                .withProperty("time", request -> phrases.time(request.wish().duration()))
                .withProperty("at", request -> request.askedAt().toEpochMilli());
    }

    private LitRenderer<AccessRequest> withState(LitRenderer<AccessRequest> renderer) {
        return renderer.withProperty("tone", request -> tone(request.state()))
                .withProperty("icon", request -> "frontend/icons/icons.svg#" + icon(request.state()))
                .withProperty("state", phrases::state)
                .withProperty("outcome", phrases::outcome);
    }

    private LitRenderer<AccessRequest> withAnswers(LitRenderer<AccessRequest> renderer, Answers answers) {
        withOpen(renderer, "approve", _ -> "requests.approve", answers.approve());
        withOpen(
                renderer,
                "change",
                request -> request.wish().target() == null ? "requests.give" : "requests.change",
                answers.change());
        withOpen(renderer, "refuse", _ -> "requests.refuse", answers.refuse());
        return renderer.withProperty("definite", request -> request.wish().target() != null);
    }

    private LitRenderer<AccessRequest> withWithdraw(
            LitRenderer<AccessRequest> renderer, SerializableConsumer<AccessRequest> withdraw) {
        return withOpen(renderer, "withdraw", _ -> "requests.withdraw", withdraw);
    }

    /** Adds a button for a pending request. Its accessible name contains the request. */
    private LitRenderer<AccessRequest> withOpen(
            LitRenderer<AccessRequest> renderer,
            String name,
            Function<AccessRequest, String> key,
            SerializableConsumer<AccessRequest> deed) {
        return renderer.withProperty("open", AccessRequest::open)
                .withProperty(name + "Word", request -> words.say(key.apply(request)))
                .withProperty(
                        name + "This",
                        request -> words.say(
                                "requests.button",
                                words.say(key.apply(request)),
                                request.byName().value(),
                                phrases.what(request)))
                .withFunction(name, deed);
    }

    private static String tone(AccessRequest.State state) {
        return switch (state) {
            case OPEN -> "attention";
            case APPROVED -> "running";
            case REFUSED -> "error";
            case WITHDRAWN, LAPSED, EXPIRED -> "rest";
        };
    }

    private static String icon(AccessRequest.State state) {
        return switch (state) {
            case OPEN -> "s-waiting";
            case APPROVED -> "s-done";
            case REFUSED -> "s-error";
            case WITHDRAWN, LAPSED, EXPIRED -> "s-off";
        };
    }
}
