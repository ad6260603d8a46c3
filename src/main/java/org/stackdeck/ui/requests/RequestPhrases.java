package org.stackdeck.ui.requests;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.stackdeck.access.Permission;
import org.stackdeck.requests.AccessRequest;
import org.stackdeck.requests.Target;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.grants.GrantPhrases;

/** Describes access requests in the user's language. */
final class RequestPhrases {

    private static final int NAMED = 3;
    private static final long HOURS_OF_A_DAY = 24;

    private final Words words;

    RequestPhrases(Words words) {
        this.words = words;
    }

    /** Permissions and targets, such as {@code restart · web-1 · staff}. */
    String what(AccessRequest request) {
        Target target = request.wish().target();
        if (target == null) {
            return words.say("requests.in-words");
        }
        return deeds(request.wish().permissions()) + " · " + where(request, target) + " · " + request.project();
    }

    String deeds(Collection<Permission> permissions) {
        return GrantPhrases.deeds(words, permissions);
    }

    /** Duration as an option, such as one hour, eight hours or seven days. */
    String time(Duration duration) {
        long hours = duration.toHours();
        return hours % HOURS_OF_A_DAY == 0
                ? words.say("requests.days", hours / HOURS_OF_A_DAY)
                : words.say("requests.hours", hours);
    }

    /** Requester, requested access, duration and reason. */
    String wish(AccessRequest request) {
        String time = time(request.wish().duration());
        return request.wish().target() == null
                ? words.say(
                        "requests.approve.note.in-words",
                        request.byName().value(),
                        time,
                        request.wish().reason())
                : words.say(
                        "requests.approve.note",
                        request.byName().value(),
                        what(request),
                        time,
                        request.wish().reason());
    }

    /** State and details. */
    String decided(AccessRequest request) {
        String outcome = outcome(request);
        return outcome.isEmpty() ? state(request) : words.say("requests.decided", state(request), outcome);
    }

    /** Details of a decision, such as the reason for declining; empty if the state is sufficient. */
    String outcome(AccessRequest request) {
        AccessRequest.Answer answer = request.answer();
        if (answer == null) {
            return words.find("requests.outcome." + request.state()).orElse("");
        }
        if (answer.reason() != null) {
            return words.say("requests.refused-by", answer.by().value(), answer.reason());
        }
        return answer.until() == null
                ? words.say("requests.approved-by", answer.by().value())
                : words.say("requests.approved-by.until", answer.by().value(), answer.until());
    }

    String state(AccessRequest request) {
        return words.say("requests.state." + request.state());
    }

    private String where(AccessRequest request, Target target) {
        if (target.wholeProject()) {
            return words.say("grants.servers.all");
        }
        List<String> names = request.names().entrySet().stream()
                .map(entry -> entry.getValue().isBlank() ? entry.getKey().value() : entry.getValue())
                .sorted()
                .toList();
        String first = String.join(
                words.say("grants.list.comma"), names.stream().limit(NAMED).toList());
        return names.size() <= NAMED ? first : words.say("grants.list.more", first, names.size() - NAMED);
    }
}
