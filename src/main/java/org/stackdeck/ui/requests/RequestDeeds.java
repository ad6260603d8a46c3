package org.stackdeck.ui.requests;

import java.util.List;
import java.util.function.Consumer;
import org.stackdeck.access.Grants;
import org.stackdeck.access.Terms;
import org.stackdeck.access.TooManyGrantsException;
import org.stackdeck.access.UnknownRoleException;
import org.stackdeck.identity.Caller;
import org.stackdeck.requests.AccessRequest;
import org.stackdeck.requests.AccessRequests;
import org.stackdeck.requests.RequestClosedException;
import org.stackdeck.requests.UnknownRequestException;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.proof.ProofPrompt;

/** What a reviewer does with a request at this page; says why when it cannot be done. */
final class RequestDeeds {

    private final AccessRequests requests;
    private final ProofPrompt prompt;
    private final CurrentUser currentUser;
    private final Words words;
    private final Runnable changed;

    /** @param changed is run after each deed, to show what is now */
    RequestDeeds(AccessRequests requests, ProofPrompt prompt, CurrentUser currentUser, Words words, Runnable changed) {
        this.requests = requests;
        this.prompt = prompt;
        this.currentUser = currentUser;
        this.words = words;
        this.changed = changed;
    }

    void approve(AccessRequest request) {
        perform(caller -> requests.approve(caller, request.id()), "requests.approved", request, () -> {});
    }

    /** @param done is run unless the request can still be answered, so that nothing filled in is lost */
    void approve(AccessRequest request, List<Terms> terms, Runnable done) {
        if (terms.size() > AccessRequests.MOST_GRANTS) {
            Toasts.problem(
                    words.say("requests.not-approved"),
                    words.say("requests.too-many-grants", AccessRequests.MOST_GRANTS));
            return;
        }
        perform(caller -> requests.approve(caller, request.id(), terms), "requests.approved", request, done);
    }

    void refuse(AccessRequest request, String reason, Runnable done) {
        perform(caller -> requests.refuse(caller, request.id(), reason), "requests.refused", request, done);
    }

    private void perform(Consumer<Caller> deed, String told, AccessRequest request, Runnable done) {
        prompt.during(words, () -> {
            try {
                deed.accept(currentUser.caller());
                Toasts.done(words.say(told, request.byName().value()));
            } catch (RequestClosedException e) {
                Toasts.problem(words.say("requests.not-open"), decided(e.request()));
            } catch (UnknownRequestException e) {
                Toasts.problem(words.say("requests.not-open"), "");
            } catch (TooManyGrantsException e) {
                Toasts.problem(words.say("requests.not-approved"), words.say("requests.full", Grants.MOST));
                return;
            } catch (UnknownRoleException e) {
                Toasts.problem(words.say("requests.not-approved"), words.say("requests.no-role", e.word()));
                return;
            }
            done.run();
            changed.run();
        });
    }

    private String decided(AccessRequest request) {
        RequestPhrases phrases = new RequestPhrases(words);
        String outcome = phrases.outcome(request);
        return outcome.isEmpty() ? phrases.state(request) : phrases.state(request) + ": " + outcome;
    }
}
