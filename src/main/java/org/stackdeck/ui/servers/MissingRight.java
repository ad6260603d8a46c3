package org.stackdeck.ui.servers;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Span;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.Decision;
import org.stackdeck.access.Permission;
import org.stackdeck.cloud.Server;
import org.stackdeck.requests.AccessRequest;
import org.stackdeck.ui.component.EmptyState;
import org.stackdeck.ui.component.Phrase;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.requests.AccessAsker;
import org.stackdeck.ui.requests.OpenRequests;

/** Shown in place of content that the viewer may not see: gives the reason and offers to request access. */
final class MissingRight {

    private final Permission permission;
    private final AccessAsker asker;
    private final Words words;

    MissingRight(Permission permission, AccessAsker asker, Words words) {
        this.permission = permission;
        this.asker = asker;
        this.words = words;
    }

    /** @param server null if it is not known */
    Component of(String title, Decision decision, @Nullable Server server, OpenRequests open) {
        return new EmptyState("lock", title, why(decision).map(words::say).orElse(""), wish(server, open));
    }

    private static Optional<Phrase> why(Decision decision) {
        return switch (decision) {
            case Decision.Allowed() -> Optional.empty();
            case Decision.Invisible() -> Optional.of(Phrase.of("servers.why.invisible"));
            case Decision.NotGranted(Permission missing) ->
                Optional.of(Phrase.of("servers.why.not-granted", missing.word()));
            case Decision.NotYet(Permission missing, var opens) ->
                Optional.of(Phrase.of("servers.why.not-yet", missing.word(), opens));
            case Decision.Ended(Permission missing, var at) ->
                Optional.of(Phrase.of("servers.why.ended", missing.word(), at));
        };
    }

    /** Returns a button that requests access, or the time of the pending request. */
    private Component wish(@Nullable Server server, OpenRequests open) {
        if (server == null) {
            return new Span();
        }
        Optional<AccessRequest> waiting = open.of(permission, server);
        if (waiting.isPresent()) {
            Span said = new Span(words.say("requests.waiting", waiting.get().askedAt()));
            said.addClassName("muted");
            return said;
        }
        Button ask = new Button(words.say("requests.ask"), _ -> asker.ask(server, permission));
        ask.addThemeVariants(ButtonVariant.PRIMARY);
        return ask;
    }
}
