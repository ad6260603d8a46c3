package org.stackdeck.api;

import static org.stackdeck.cloud.ActionParameter.REASON;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.operations.Answer;
import org.stackdeck.operations.DeleteProtection;
import org.stackdeck.operations.Protection;
import org.stackdeck.operations.ProtectionBook;

/**
 * REST controller for the deletion protection of a server. Reading requires access to the server, changing requires the
 * permission to delete it.
 */
@Tag(name = "servers")
@RestController
@RequestMapping("/api/os/servers/{id}/protection")
class ServerProtectionController {

    private final VisibleServers servers;
    private final DeleteProtection protection;
    private final ProtectionBook book;

    ServerProtectionController(VisibleServers servers, DeleteProtection protection, ProtectionBook book) {
        this.servers = servers;
        this.protection = protection;
        this.book = book;
    }

    /** @param cloud required only if several clouds have a server with this id */
    @GetMapping
    ProtectionBody protection(
            Caller caller, @PathVariable String id, @RequestParam(required = false) @Nullable String cloud) {
        ServerKey server = servers.known(caller, id, cloud).key();
        return ProtectionBody.of(server, book.protections().of(server).orElse(null));
    }

    /**
     * Protects the server, or replaces the reason of its protection.
     *
     * @param cloud required only if several clouds have a server with this id
     */
    @PutMapping
    ProtectionBody protect(
            Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String cloud,
            @RequestBody(required = false) @Nullable ProtectionWish wish) {
        String reason = wish == null ? null : wish.reason();
        if (reason != null && !REASON.suits(reason)) {
            throw ProblemException.badField(
                    REASON.word(), "bad-parameter", REASON.word(), Integer.toString(REASON.longest()));
        }
        ServerKey server = servers.key(caller, id, cloud);
        return ProtectionBody.of(
                server, decided(caller, server, cloud, () -> protection.protect(caller, server, reason)));
    }

    /**
     * Removes the protection. Succeeds if there is none.
     *
     * @param cloud required only if several clouds have a server with this id
     */
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void lift(Caller caller, @PathVariable String id, @RequestParam(required = false) @Nullable String cloud) {
        ServerKey server = servers.keyOfProtected(caller, id, cloud);
        decided(caller, server, cloud, () -> {
            protection.lift(caller, server);
            return server;
        });
    }

    private <T> T decided(Caller caller, ServerKey server, @Nullable String cloud, Supplier<T> deed) {
        try {
            return deed.get();
        } catch (ActionRefusedException e) {
            throw e.answer() instanceof Answer.Invisible
                    ? servers.unknown(caller, cloud)
                    : Refusals.problem(e.answer(), server);
        }
    }

    /** @param reason one line, or null */
    record ProtectionWish(@Nullable String reason) {}

    /**
     * @param by name of the user who set the protection last; null for an unprotected server, as are all following
     *     fields
     */
    record ProtectionBody(
            String server,
            String cloud,
            @Nullable String by,
            @Nullable Instant at,
            @Nullable String reason) {

        static ProtectionBody of(ServerKey server, @Nullable Protection protection) {
            return protection == null
                    ? new ProtectionBody(server.id().value(), server.cloud().value(), null, null, null)
                    : new ProtectionBody(
                            server.id().value(),
                            server.cloud().value(),
                            protection.byName().value(),
                            protection.at(),
                            protection.reason());
        }
    }
}
