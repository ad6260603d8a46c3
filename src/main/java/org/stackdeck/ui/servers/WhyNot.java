package org.stackdeck.ui.servers;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.Permission;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.cloud.ServerStatus;
import org.stackdeck.operations.Answer;
import org.stackdeck.operations.Protection;
import org.stackdeck.ui.ViewModel;
import org.stackdeck.ui.component.Phrase;

/** Explains why an action is unavailable. */
@ViewModel
public final class WhyNot {

    private WhyNot() {}

    /** Returns the reason, addressed to the viewer; empty if the action is available. */
    public static Optional<Phrase> of(ServerAction action, Answer answer) {
        return of(action, answer, Whose.READERS);
    }

    /** Empty if the action is available. */
    static Optional<Phrase> of(ServerAction action, Answer answer, Whose whose) {
        return switch (answer) {
            case Answer.Available _ -> Optional.empty();
            case Answer.Invisible _ -> Optional.of(whose.phrase("servers.why.invisible"));
            case Answer.NotGranted not ->
                Optional.of(
                        whose.phrase("servers.why.not-granted", not.permission().word()));
            case Answer.NotYet early ->
                Optional.of(
                        whose.phrase("servers.why.not-yet", early.permission().word(), early.opens()));
            case Answer.Ended late ->
                Optional.of(whose.phrase("servers.why.ended", late.permission().word(), late.at()));
            case Answer.Protected(var protection) -> Optional.of(shielded(protection));
            case Answer.Locked locked -> Optional.of(locked(locked));
            case Answer.WouldGain gain ->
                Optional.of(
                        Phrase.of("servers.why.would-gain", gain.permission().word()));
            case Answer.NotLocked _ -> Optional.of(Phrase.of("servers.why.not-locked"));
            case Answer.WrongState wrong -> Optional.of(wrongState(action, wrong));
            case Answer.Busy busy ->
                Optional.of(Phrase.of(
                        "servers.why.busy",
                        busy.operation().byName().value(),
                        new Phrase.Key(
                                "servers.action." + busy.operation().action().word(), java.util.List.of())));
        };
    }

    /** Returns the permission that a grant would have to contain; empty if no grant is missing. */
    static Optional<Permission> missing(@Nullable Answer answer) {
        return switch (answer) {
            case Answer.NotGranted(Permission permission) -> Optional.of(permission);
            case Answer.NotYet(Permission permission, var _) -> Optional.of(permission);
            case Answer.Ended(Permission permission, var _) -> Optional.of(permission);
            case null -> Optional.empty();
            case Answer.Available _,
                    Answer.Invisible _,
                    Answer.Protected _,
                    Answer.Locked _,
                    Answer.NotLocked _,
                    Answer.WouldGain _,
                    Answer.WrongState _,
                    Answer.Busy _ -> Optional.empty();
        };
    }

    private static Phrase shielded(Protection protection) {
        String by = protection.byName().value();
        return protection.reason() == null
                ? Phrase.of("servers.why.protected", by)
                : Phrase.of("servers.why.protected-because", by, protection.reason());
    }

    private static Phrase locked(Answer.Locked locked) {
        return locked.reason() == null || locked.reason().isBlank()
                ? Phrase.of("servers.why.locked")
                : Phrase.of("servers.why.locked-because", locked.reason());
    }

    private static Phrase wrongState(ServerAction action, Answer.WrongState wrong) {
        if (wrong.task() != null) {
            return Phrase.of("servers.why.in-transition", Phrase.of("servers.state." + StateWords.of(wrong.task())));
        }
        if (action == ServerAction.START && wrong.status() == ServerStatus.ACTIVE) {
            return Phrase.of("servers.why.already-running");
        }
        if (action == ServerAction.STOP && wrong.status() == ServerStatus.SHUTOFF) {
            return Phrase.of("servers.why.already-off");
        }
        return Phrase.of(
                "servers.why.wrong-state",
                Phrase.of("servers.state." + StateWords.of(wrong.status())),
                wrong.status().name().toLowerCase(Locale.ROOT));
    }
}
