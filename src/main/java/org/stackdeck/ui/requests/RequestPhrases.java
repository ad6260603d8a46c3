package org.stackdeck.ui.requests;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.stackdeck.access.Permission;
import org.stackdeck.requests.AccessRequest;
import org.stackdeck.requests.Target;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.grants.GrantPhrases;

/** Requests in plain words. */
final class RequestPhrases {

    private static final int NAMED = 3;
    private static final long HOURS_OF_A_DAY = 24;

    private final Words words;

    RequestPhrases(Words words) {
        this.words = words;
    }

    /** What may be done, and on what: {@code restart · web-1 · staff}. */
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

    /** As a choice: one hour, eight hours, seven days. */
    String time(Duration duration) {
        long hours = duration.toHours();
        return hours % HOURS_OF_A_DAY == 0
                ? words.say("requests.days", hours / HOURS_OF_A_DAY)
                : words.say("requests.hours", hours);
    }

    /** Who asks for what, for how long, and why. */
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

    /** The state, and what there is to say of it. */
    String decided(AccessRequest request) {
        String outcome = outcome(request);
        return outcome.isEmpty() ? state(request) : words.say("requests.decided", state(request), outcome);
    }

    /** What became of it, with the reason of a refusal; empty where the state says all. */
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
