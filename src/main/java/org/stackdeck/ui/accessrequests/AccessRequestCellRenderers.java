package org.stackdeck.ui.accessrequests;

import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.SerializableConsumer;
import java.util.function.Function;
import org.stackdeck.accessrequests.AccessRequest;
import org.stackdeck.ui.i18n.Messages;

/** Cell renderers of access requests. User input is bound as text. */
final class AccessRequestCellRenderers {

    private static final String WHO =
            "<span class='owner'><span class='avatar' aria-hidden='true'>${item.initials}</span><span class='clip strong'>${item.who}</span></span>";
    private static final String WHAT = "<span class='lines' title=${item.what}>${item.what}</span>";
    private static final String REASON = "<span class='lines muted' title=${item.reason}>${item.reason}</span>";
    private static final String STATE = """
            <span class="stack"><span class="state ${item.tone}"><svg class="s s-${item.tone}" aria-hidden="true"><use
            href="${item.icon}"></use></svg><span class="w">${item.state}</span></span>${item.outcome
            ? html`<span class="lines muted small" title=${item.outcome}>${item.outcome}</span>` : ''}</span>
            """;
    private static final String REQUESTED_AT = "<sd-time class='muted' .at=${item.at}></sd-time>";
    /** Buttons of a pending request, or the decision. */
    private static final String REVIEW_ACTIONS = """
            ${item.open ? html`<span class="acts">${item.definite ? html`<button type="button" class="button small"
            aria-label=${item.approveThis} @click="${approve}">${item.approveWord}</button>` : ''}<button type="button"
            class="button small ${item.definite ? 'quiet' : ''}" aria-label=${item.changeThis}
            @click="${change}">${item.changeWord}</button><button type="button" class="button small quiet"
            aria-label=${item.refuseThis} @click="${refuse}">${item.refuseWord}</button></span>` : html`""" + STATE + "`}";

    private static final String CANCEL = """
            <span class="acts">${item.open ? html`<button type="button" class="button small quiet"
            aria-label=${item.withdrawThis} @click="${withdraw}">${item.withdrawWord}</button>` : ''}</span>
            """;

    private final Messages messages;
    private final AccessRequestMessages accessRequestMessages;

    AccessRequestCellRenderers(Messages messages, AccessRequestMessages accessRequestMessages) {
        this.messages = messages;
        this.accessRequestMessages = accessRequestMessages;
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

    LitRenderer<AccessRequest> requestedAt() {
        return withWhat(LitRenderer.of(REQUESTED_AT));
    }

    LitRenderer<AccessRequest> state() {
        return withState(LitRenderer.of(STATE));
    }

    LitRenderer<AccessRequest> reviewActions(ReviewActions reviewActions) {
        return withReviewActions(withState(LitRenderer.of(REVIEW_ACTIONS)), reviewActions);
    }

    LitRenderer<AccessRequest> cancel(SerializableConsumer<AccessRequest> cancel) {
        return withCancel(LitRenderer.of(CANCEL), cancel);
    }

    /** All values of a request in one cell, for reviewers in narrow windows. */
    LitRenderer<AccessRequest> reviewCard(ReviewActions reviewActions) {
        String template = "<div class='card'><div class='top'>" + WHO + "</div>" + WHAT + REASON
                + "<div class='bottom muted'><span>${item.time}</span>" + REQUESTED_AT + "</div>" + REVIEW_ACTIONS
                + "</div>";
        return withReviewActions(withState(withWhat(withWho(LitRenderer.of(template)))), reviewActions);
    }

    /** All values of a request in one cell, for the requester. */
    LitRenderer<AccessRequest> ownCard(SerializableConsumer<AccessRequest> cancel) {
        String template = "<div class='card'><div class='top'>" + WHAT + CANCEL + "</div>" + REASON + STATE
                + "<div class='bottom muted'><span>${item.time}</span>" + REQUESTED_AT + "</div></div>";
        return withCancel(withState(withWhat(LitRenderer.of(template))), cancel);
    }

    /** Actions of a reviewer. */
    record ReviewActions(
            SerializableConsumer<AccessRequest> approve,
            SerializableConsumer<AccessRequest> change,
            SerializableConsumer<AccessRequest> decline) {}

    private static LitRenderer<AccessRequest> withWho(LitRenderer<AccessRequest> renderer) {
        return renderer.withProperty("who", request -> request.userName().value())
                .withProperty("initials", request -> request.userName().value().substring(0, 1));
    }

    private LitRenderer<AccessRequest> withWhat(LitRenderer<AccessRequest> renderer) {
        return renderer.withProperty("what", accessRequestMessages::what)
                .withProperty("reason", request -> request.requested().reason())
                .withProperty(
                        "time",
                        request ->
                                accessRequestMessages.time(request.requested().duration()))
                .withProperty("at", request -> request.requestedAt().toEpochMilli());
    }

    private LitRenderer<AccessRequest> withState(LitRenderer<AccessRequest> renderer) {
        return renderer.withProperty("tone", request -> tone(request.state()))
                .withProperty("icon", request -> "frontend/icons/icons.svg#" + icon(request.state()))
                .withProperty("state", accessRequestMessages::state)
                .withProperty("outcome", accessRequestMessages::outcome);
    }

    private LitRenderer<AccessRequest> withReviewActions(
            LitRenderer<AccessRequest> renderer, ReviewActions reviewActions) {
        withOpen(renderer, "approve", _ -> "requests.approve", reviewActions.approve());
        withOpen(
                renderer,
                "change",
                request -> request.requested().target() == null ? "requests.give" : "requests.change",
                reviewActions.change());
        withOpen(renderer, "refuse", _ -> "requests.refuse", reviewActions.decline());
        return renderer.withProperty("definite", request -> request.requested().target() != null);
    }

    private LitRenderer<AccessRequest> withCancel(
            LitRenderer<AccessRequest> renderer, SerializableConsumer<AccessRequest> cancel) {
        return withOpen(renderer, "withdraw", _ -> "requests.withdraw", cancel);
    }

    /** Adds a button for a pending request. Its accessible name contains the request. */
    private LitRenderer<AccessRequest> withOpen(
            LitRenderer<AccessRequest> renderer,
            String name,
            Function<AccessRequest, String> key,
            SerializableConsumer<AccessRequest> action) {
        return renderer.withProperty("open", AccessRequest::isOpen)
                .withProperty(name + "Word", request -> messages.text(key.apply(request)))
                .withProperty(
                        name + "This",
                        request -> messages.text(
                                "requests.button",
                                messages.text(key.apply(request)),
                                request.userName().value(),
                                accessRequestMessages.what(request)))
                .withFunction(name, action);
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
