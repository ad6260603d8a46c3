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

/** Runs a reviewer's actions on access requests and reports errors. */
final class RequestDeeds {

    private final AccessRequests requests;
    private final ProofPrompt prompt;
    private final CurrentUser currentUser;
    private final Words words;
    private final Runnable changed;

    /** @param changed called after each action to refresh the page */
    RequestDeeds(AccessRequests requests, ProofPrompt prompt, CurrentUser currentUser, Words words, Runnable changed) {
        this.requests = requests;
        this.prompt = prompt;
        this.currentUser = currentUser;
        this.words = words;
        this.changed = changed;
    }

    void approve(AccessRequest request) {
        perform(caller -> requests.approve(caller, request.id()), AccessRequest.State.APPROVED, request, () -> {});
    }

    /** @param done called unless the request is still pending, so that the dialog keeps its input */
    void approve(AccessRequest request, List<Terms> terms, Runnable done) {
        if (terms.size() > AccessRequests.MOST_GRANTS) {
            Toasts.problem(
                    words.say("requests.not-approved"),
                    words.say("requests.too-many-grants", AccessRequests.MOST_GRANTS));
            return;
        }
        perform(caller -> requests.approve(caller, request.id(), terms), AccessRequest.State.APPROVED, request, done);
    }

    void refuse(AccessRequest request, String reason, Runnable done) {
        perform(caller -> requests.refuse(caller, request.id(), reason), AccessRequest.State.REFUSED, request, done);
    }

    private void perform(Consumer<Caller> deed, AccessRequest.State wanted, AccessRequest request, Runnable done) {
        prompt.during(words, () -> {
            Caller caller = currentUser.caller();
            try {
                deed.accept(caller);
                Toasts.done(
                        words.say("requests.done." + wanted, request.byName().value()));
            } catch (RequestClosedException e) {
                // A second click on the same button has no effect.
                if (!doneBy(caller, wanted, e.request())) {
                    Toasts.problem(words.say("requests.not-open"), new RequestPhrases(words).decided(e.request()));
                }
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

    private static boolean doneBy(Caller caller, AccessRequest.State wanted, AccessRequest request) {
        AccessRequest.Answer answer = request.answer();
        return request.state() == wanted && answer != null && answer.by().equals(caller.userName());
    }
}
