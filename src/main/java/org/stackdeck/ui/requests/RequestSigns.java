package org.stackdeck.ui.requests;

import com.vaadin.flow.component.AttachEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.stackdeck.identity.Caller;
import org.stackdeck.requests.AccessRequest;
import org.stackdeck.requests.AccessRequests;
import org.stackdeck.requests.RequestId;
import org.stackdeck.ui.component.Live;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.component.Words;

/** Shows on every page the number of pending access requests, and decisions on the user's own requests. */
@Component
public class RequestSigns {

    private final AccessRequests requests;
    private final RequestNews news;
    private final Live live;

    RequestSigns(AccessRequests requests, RequestNews news, Live live) {
        this.requests = requests;
        this.news = news;
        this.live = live;
    }

    /** The counts and the unread decisions. */
    private record Signs(AccessRequests.Counts counts, List<AccessRequest> answers) {}

    /**
     * Updates the counts while the component is attached, and reports new decisions.
     *
     * @param reviewer whether the caller is currently a reviewer
     */
    public void keep(
            AttachEvent attached,
            Caller caller,
            BooleanSupplier reviewer,
            Words words,
            Consumer<AccessRequests.Counts> show) {
        Set<RequestId> told = new HashSet<>();
        boolean[] first = {true};
        news.keep(
                attached,
                live,
                user -> user.equals(caller.userId()) || reviewer.getAsBoolean(),
                () -> look(caller),
                signs -> {
                    show.accept(signs.counts());
                    for (AccessRequest request : signs.answers()) {
                        if (told.add(request.id()) && !first[0]) {
                            tell(request, words);
                        }
                    }
                    first[0] = false;
                });
    }

    private Signs look(Caller caller) {
        AccessRequests.Counts counts = requests.counts(caller);
        return new Signs(
                counts,
                counts.answers() == 0
                        ? List.of()
                        : requests.own(caller).stream()
                                .filter(request -> request.answer() != null && !request.seen())
                                .toList());
    }

    private static void tell(AccessRequest request, Words words) {
        RequestPhrases phrases = new RequestPhrases(words);
        String title = words.say("requests.told." + request.state(), phrases.what(request));
        if (request.state() == AccessRequest.State.APPROVED) {
            Toasts.done(title);
        } else {
            Toasts.problem(title, phrases.outcome(request));
        }
    }
}
