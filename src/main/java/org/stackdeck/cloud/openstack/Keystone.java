package org.stackdeck.cloud.openstack;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.openstack.KeystoneMessages.Named;
import org.stackdeck.cloud.openstack.KeystoneMessages.Projects;
import org.stackdeck.cloud.openstack.KeystoneMessages.TokenBody;
import org.stackdeck.cloud.openstack.KeystoneMessages.TokenEnvelope;

/** Identity API v3: tokens and projects. Keeps nothing; see {@link TokenSource}. */
final class Keystone {

    private final URI address;
    private final Channel channel;
    private final Refusals refusals;

    /** @param address up to and with {@code /v3} */
    Keystone(URI address, Channel channel, Refusals refusals) {
        this.address = address;
        this.channel = channel;
        this.refusals = refusals;
    }

    URI address() {
        return address;
    }

    /** @throws CloudException UNAUTHENTICATED when the credential is refused */
    Token authenticate(Credential credential) {
        return token(Credentials.request(credential));
    }

    /** A token for a project by an unscoped one: an eighth of the time that a password takes. */
    Token scoped(Token unscoped, ProjectId project) {
        return token(Credentials.rescope(unscoped, project));
    }

    /** The projects in which the token's user has a role. */
    List<KeystoneProject> reachable(Token token) {
        return projects("/auth/projects", token);
    }

    /** Every project; only for those whom Keystone's policy lets list them. */
    List<KeystoneProject> all(Token token) {
        return projects("/projects", token);
    }

    private Token token(String body) {
        Answer answer = successful(
                channel.exchange(new Request("POST", at("/auth/tokens"), Map.of("Accept", "application/json"), body)));
        String secret = answer.header("X-Subject-Token").orElseThrow(() -> unintelligible(answer));
        TokenBody token = Json.read(answer, TokenEnvelope.class).token();
        if (token == null) {
            throw unintelligible(answer);
        }
        try {
            return token.with(secret);
        } catch (NullPointerException e) {
            throw unintelligible(answer);
        }
    }

    private List<KeystoneProject> projects(String path, Token token) {
        Answer answer = successful(channel.exchange(Request.get(at(path), Map.of("X-Auth-Token", token.secret()))));
        List<Named> projects = Json.read(answer, Projects.class).projects();
        if (projects == null) {
            throw unintelligible(answer);
        }
        return projects.stream()
                .filter(p -> p.id() != null && !Objects.equals(p.enabled(), false))
                .map(Named::project)
                .toList();
    }

    private Answer successful(Answer answer) {
        if (!answer.successful()) {
            throw refusals.of("identity", answer);
        }
        return answer;
    }

    private URI at(String path) {
        return URI.create(address + path);
    }

    private static CloudException unintelligible(Answer answer) {
        return new CloudException(
                Category.UNINTELLIGIBLE,
                "Keystone's answer is not what its API promises",
                answer.status(),
                answer.requestId().orElse(null),
                null,
                null);
    }
}
