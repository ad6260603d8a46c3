package org.stackdeck.ui.accessrequests;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.stackdeck.access.Permission;
import org.stackdeck.accessrequests.AccessRequest;
import org.stackdeck.accessrequests.AccessRequestTarget;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.ui.access.GrantFormatter;
import org.stackdeck.ui.i18n.Messages;

/** Describes access requests in the user's language. */
final class AccessRequestMessages {

    private static final int MAX_NAMES = 3;
    private static final long HOURS_PER_DAY = 24;

    private final Messages messages;

    AccessRequestMessages(Messages messages) {
        this.messages = messages;
    }

    /**
     * Returns the permissions, servers and project, such as {@code reboot · web-1 · staff}; a general text for a
     * request in free form.
     */
    String what(AccessRequest request) {
        AccessRequestTarget accessRequestTarget = request.requested().target();
        if (accessRequestTarget == null) {
            return messages.text("requests.in-words");
        }
        return permissions(request.requested().permissions()) + " · " + targetText(request, accessRequestTarget) + " · "
                + request.project();
    }

    String permissions(Collection<Permission> permissions) {
        return GrantFormatter.describePermissions(messages, permissions);
    }

    /** Returns the duration in days if it is a multiple of 24 hours, otherwise in hours. */
    String time(Duration duration) {
        long hours = duration.toHours();
        return hours % HOURS_PER_DAY == 0
                ? messages.text("requests.days", hours / HOURS_PER_DAY)
                : messages.text("requests.hours", hours);
    }

    /** Returns the requester, requested access, duration and reason. */
    String summary(AccessRequest request) {
        String time = time(request.requested().duration());
        return request.requested().target() == null
                ? messages.text(
                        "requests.approve.note.in-words",
                        request.userName().value(),
                        time,
                        request.requested().reason())
                : messages.text(
                        "requests.approve.note",
                        request.userName().value(),
                        what(request),
                        time,
                        request.requested().reason());
    }

    /** Returns the state and its details. */
    String stateText(AccessRequest request) {
        String outcome = outcome(request);
        return outcome.isEmpty() ? state(request) : messages.text("requests.decided", state(request), outcome);
    }

    /** Returns details of the state, such as the reason for declining; empty if there are none. */
    String outcome(AccessRequest request) {
        AccessRequest.RequestDecision requestDecision = request.decision();
        if (requestDecision == null) {
            return messages.findText("requests.outcome." + request.state()).orElse("");
        }
        if (requestDecision.reason() != null) {
            return messages.text(
                    "requests.refused-by", requestDecision.decidedBy().value(), requestDecision.reason());
        }
        return requestDecision.until() == null
                ? messages.text(
                        "requests.approved-by", requestDecision.decidedBy().value())
                : messages.text(
                        "requests.approved-by.until",
                        requestDecision.decidedBy().value(),
                        requestDecision.until());
    }

    String state(AccessRequest request) {
        return messages.text("requests.state." + request.state());
    }

    private String targetText(AccessRequest request, AccessRequestTarget accessRequestTarget) {
        if (accessRequestTarget.isWholeProject()) {
            return messages.text("grants.servers.all");
        }
        // Lists renamed servers first, so that a shortened list shows their names.
        List<String> names = Stream.concat(
                        request.names().keySet().stream()
                                .filter(request::isRenamed)
                                .map(id -> messages.text(
                                        "requests.renamed", request.currentDisplayName(id), request.displayName(id)))
                                .sorted(),
                        request.names().keySet().stream()
                                .filter(id -> !request.isRenamed(id))
                                .map(request::displayName)
                                .sorted())
                .toList();
        String text = GrantFormatter.firstFew(messages, names, MAX_NAMES);
        ResourceKind kind = accessRequestTarget.kind();
        return kind == null
                ? text
                : messages.text("requests.resources", messages.text("admin.audit.object." + kind.objectType()), text);
    }
}
