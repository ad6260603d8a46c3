package org.stackdeck.ui.requests;

import java.util.Set;
import org.stackdeck.access.Permission;
import org.stackdeck.cloud.Server;
import org.stackdeck.requests.AccessRequests;
import org.stackdeck.requests.Target;
import org.stackdeck.requests.TooManyRequestsException;
import org.stackdeck.requests.UnknownTargetException;
import org.stackdeck.requests.Wish;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.component.Words;

/** Creates access requests of the user through a dialog. */
public final class AccessAsker {

    private final AccessRequests requests;
    private final CurrentUser currentUser;
    private final Words words;

    public AccessAsker(AccessRequests requests, CurrentUser currentUser, Words words) {
        this.requests = requests;
        this.currentUser = currentUser;
        this.words = words;
    }

    /** Requests one permission on one server. */
    public void ask(Server server, Permission permission) {
        Target target = new Target(server.cloud(), server.project().id(), Set.of(server.id()));
        String name = server.called();
        String subject = new RequestPhrases(words).deeds(Set.of(permission)) + " · " + name + " · "
                + server.project().name();
        new RequestDialog(
                        words,
                        subject,
                        words.say("requests.reason.hint"),
                        (time, reason) -> sent(Wish.of(target, Set.of(permission), time, reason)))
                .open();
    }

    /** Requests access in free form, without a server. */
    public void askInWords() {
        new RequestDialog(
                        words,
                        words.say("requests.in-words.subject"),
                        words.say("requests.in-words.hint"),
                        (time, reason) -> sent(Wish.inWords(time, reason)))
                .open();
    }

    private boolean sent(Wish wish) {
        try {
            requests.ask(currentUser.caller(), wish);
            Toasts.done(words.say("requests.sent"));
            return true;
        } catch (TooManyRequestsException e) {
            Toasts.problem(
                    words.say("requests.not-sent"),
                    words.say(
                            switch (e.limit()) {
                                case OPEN -> "requests.too-many";
                                case DAY -> "requests.too-many.day";
                            },
                            e.limit().requests()));
        } catch (UnknownTargetException e) {
            Toasts.problem(words.say("requests.not-sent"), words.say("requests.unknown-target"));
        }
        return false;
    }
}
