package org.stackdeck.ui.accessrequests;

import com.vaadin.flow.function.SerializableConsumer;
import java.util.function.Function;
import org.stackdeck.accessrequests.AccessRequest;
import org.stackdeck.ui.component.ListGrid;
import org.stackdeck.ui.component.StateStyle;
import org.stackdeck.ui.i18n.Messages;

/** Grid of access requests, for requesters or for reviewers. */
final class AccessRequestGrid extends ListGrid<AccessRequest> {

    private static final String WHO =
            "<span class='owner'><span class='avatar' aria-hidden='true'>${item.initials}</span><span class='clip strong'>${item.who}</span></span>";
    private static final String WHAT = "<span class='lines' title=${item.what}>${item.what}</span>";
    private static final String REASON = "<span class='lines muted' title=${item.reason}>${item.reason}</span>";
    private static final String TIME = "<span class='muted clip'>${item.time}</span>";
    private static final String STATE = "<span class=\"stack\">" + state("w") + """
            ${item.outcome ? html`<span class="lines muted small" title=${item.outcome}>${item.outcome}</span>` : ''}</span>
            """;
    private static final String REQUESTED_AT = "<sd-time class='muted' .at=${item.at}></sd-time>";

    /** Buttons of a pending request, or the state of a closed request. */
    private static final String REVIEW = """
            ${item.open ? html`<span class="acts">${item.definite ? html`<button type="button" class="button small"
            aria-label=${item.approveThis} @click="${approve}">${item.approveWord}</button>` : ''}<button type="button"
            class="button small ${item.definite ? 'quiet' : ''}" aria-label=${item.changeThis}
            @click="${change}">${item.changeWord}</button><button type="button" class="button small quiet"
            aria-label=${item.refuseThis} @click="${refuse}">${item.refuseWord}</button></span>` : html`""" + STATE + "`}";

    private static final String CANCEL = """
            <span class="acts">${item.open ? html`<button type="button" class="button small quiet"
            aria-label=${item.withdrawThis} @click="${withdraw}">${item.withdrawWord}</button>` : ''}</span>
            """;

    private final transient AccessRequestMessages accessRequestMessages;

    private AccessRequestGrid(Messages messages, String titleKey) {
        super(messages, titleKey, AccessRequest::id);
        this.accessRequestMessages = new AccessRequestMessages(messages);
        grid().addClassName("tall-rows");
        addProperty("who", request -> request.userName().value());
        addProperty("initials", request -> request.userName().value().substring(0, 1));
        addProperty("what", accessRequestMessages::what);
        addProperty("reason", request -> request.requested().reason());
        addProperty(
                "time",
                request -> accessRequestMessages.time(request.requested().duration()));
        addProperty("at", request -> request.requestedAt().toEpochMilli());
        addState(request -> style(request.state()), accessRequestMessages::state);
        addProperty("outcome", accessRequestMessages::outcome);
        addProperty("open", AccessRequest::isOpen);
        addProperty("definite", request -> request.requested().target() != null);
    }

    /** Creates the grid of the user's own requests. */
    static AccessRequestGrid own(Messages messages, SerializableConsumer<AccessRequest> cancel) {
        AccessRequestGrid grid = new AccessRequestGrid(messages, "requests.own.title");
        grid.addButton("withdraw", _ -> "requests.withdraw", cancel);
        grid.addCard("<div class='card'><div class='top'>" + WHAT + CANCEL + "</div>" + REASON + STATE
                + "<div class='bottom muted'><span>${item.time}</span>" + REQUESTED_AT + "</div></div>");
        grid.addColumn("requests.column.what", WHAT, "220px", 0).setFlexGrow(1).setRowHeader(true);
        grid.addColumn("requests.column.reason", REASON, "220px", 1040).setFlexGrow(1);
        grid.addColumn("requests.column.time", TIME, "100px", 1140);
        grid.addColumn("requests.column.asked", REQUESTED_AT, "120px", 1320);
        grid.addColumn("requests.column.state", STATE, "260px", 0).setFlexGrow(1);
        grid.addButtonColumn(CANCEL, "110px");
        grid.setEmptyState("inbox", "requests.own.none");
        return grid;
    }

    /** Creates the grid of all users' requests, for reviewers. */
    static AccessRequestGrid review(
            Messages messages,
            SerializableConsumer<AccessRequest> approve,
            SerializableConsumer<AccessRequest> change,
            SerializableConsumer<AccessRequest> decline) {
        AccessRequestGrid grid = new AccessRequestGrid(messages, "requests.title");
        grid.grid().addClassName("review");
        grid.addButton("approve", _ -> "requests.approve", approve);
        grid.addButton(
                "change",
                request -> request.requested().target() == null ? "requests.give" : "requests.change",
                change);
        grid.addButton("refuse", _ -> "requests.refuse", decline);
        grid.addCard("<div class='card'><div class='top'>" + WHO + "</div>" + WHAT + REASON
                + "<div class='bottom muted'><span>${item.time}</span>" + REQUESTED_AT + "</div>" + REVIEW + "</div>");
        grid.addColumn("requests.column.who", WHO, "110px", 0).setRowHeader(true);
        grid.addColumn("requests.column.what", WHAT, "140px", 0).setFlexGrow(1);
        grid.addColumn("requests.column.reason", REASON, "150px", 0).setFlexGrow(2);
        grid.addColumn("requests.column.time", TIME, "80px", 1000);
        grid.addColumn("requests.column.asked", REQUESTED_AT, "120px", 1120);
        grid.addColumn("requests.column.state", REVIEW, "272px", 0);
        grid.setEmptyState("inbox", "requests.none");
        return grid;
    }

    /** Adds a button for a pending request. Its accessible name contains the request. */
    private void addButton(
            String name, Function<AccessRequest, String> key, SerializableConsumer<AccessRequest> action) {
        addAction(name, request -> messages.text(key.apply(request)), action);
        addProperty(
                name + "This",
                request -> messages.text(
                        "requests.button",
                        messages.text(key.apply(request)),
                        request.userName().value(),
                        accessRequestMessages.what(request)));
    }

    private static StateStyle style(AccessRequest.State state) {
        return switch (state) {
            case OPEN -> new StateStyle("attention", "s-waiting");
            case APPROVED -> new StateStyle("running", "s-done");
            case REFUSED -> new StateStyle("error", "s-error");
            case WITHDRAWN, LAPSED, EXPIRED -> new StateStyle("rest", "s-off");
        };
    }
}
