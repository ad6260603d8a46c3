package org.stackdeck.cloud.openstack;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.openstack.KeystoneMessages.Links;
import org.stackdeck.cloud.openstack.KeystoneMessages.Named;
import org.stackdeck.cloud.openstack.KeystoneMessages.Projects;
import org.stackdeck.cloud.openstack.KeystoneMessages.TokenBody;
import org.stackdeck.cloud.openstack.KeystoneMessages.TokenEnvelope;

/** Client for tokens and projects of the Identity API v3. Stateless; {@link TokenSource} caches the tokens. */
final class Keystone {

    private static final Logger LOG = LoggerFactory.getLogger(Keystone.class);

    private final URI address;
    private final Channel channel;
    private final Refusals refusals;
    private final AtomicBoolean warned = new AtomicBoolean();

    /** @param address up to and including {@code /v3} */
    Keystone(URI address, Channel channel, Refusals refusals) {
        this.address = address;
        this.channel = channel;
        this.refusals = refusals;
    }

    URI address() {
        return address;
    }

    /** @throws CloudException UNAUTHENTICATED if the credential is rejected */
    Token authenticate(Credential credential) {
        return token(Credentials.request(credential));
    }

    /**
     * Exchanges an unscoped token for a project-scoped one. This takes an eighth of the time of a password
     * authentication.
     */
    Token scoped(Token unscoped, ProjectId project) {
        return token(Credentials.rescope(unscoped, project));
    }

    /** The projects in which the token's user has a role. */
    List<KeystoneProject> reachable(Token token) {
        return projects("/auth/projects", token);
    }

    /** All projects. Requires a token that Keystone's policy permits to list them. */
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

    /**
     * Loads the complete list page by page. If Keystone truncates it ({@code list_limit}) without a link to the next
     * page, the projects after the last one are requested. If Keystone does not support that, the truncated list is
     * used.
     */
    private List<KeystoneProject> projects(String path, Token token) {
        SequencedMap<String, Named> found = new LinkedHashMap<>();
        Projects page = page(path, token);
        while (add(page, found)) {
            Optional<String> next = next(page);
            if (next.isPresent()) {
                page = page(path + "?" + next.get(), token);
            } else if (Objects.equals(page.truncated(), true)) {
                page = afterTheCut(path, token, found);
            } else {
                break;
            }
        }
        return found.values().stream()
                .filter(p -> !Objects.equals(p.enabled(), false))
                .map(Named::project)
                .toList();
    }

    private Projects page(String path, Token token) {
        return Json.read(
                successful(channel.exchange(Request.get(at(path), Map.of("X-Auth-Token", token.secret())))),
                Projects.class);
    }

    /** Returns whether the page contained new projects. Prevents an endless loop. */
    private static boolean add(Projects page, Map<String, Named> found) {
        if (page.projects() == null) {
            throw new CloudException(
                    Category.UNINTELLIGIBLE, "Keystone's list of projects is not what its API promises");
        }
        int before = found.size();
        page.projects().stream().filter(p -> p.id() != null).forEach(p -> found.put(p.id(), p));
        return found.size() > before;
    }

    /**
     * Only the query of the link is used: behind a proxy its host is often wrong, and the request contains the token.
     */
    private static Optional<String> next(Projects page) {
        try {
            return Optional.ofNullable(page.links())
                    .map(Links::next)
                    .map(URI::create)
                    .map(URI::getRawQuery);
        } catch (IllegalArgumentException e) {
            throw new CloudException(Category.UNINTELLIGIBLE, "Keystone's next page has no address");
        }
    }

    private Projects afterTheCut(String path, Token token, SequencedMap<String, Named> found) {
        String marker = URLEncoder.encode(found.lastEntry().getKey(), StandardCharsets.UTF_8);
        Projects page;
        try {
            page = page(path + "?marker=" + marker, token);
        } catch (CloudException e) {
            if (e.category() != Category.REFUSED) {
                throw e;
            }
            page = new Projects(List.of(), null, null);
        }
        if (page.projects() == null || page.projects().stream().allMatch(p -> found.containsKey(p.id()))) {
            warnOfTheCut(found.size());
        }
        return page;
    }

    private void warnOfTheCut(int projects) {
        if (!warned.getAndSet(true)) {
            LOG.warn("Keystone at {} returned only {} projects; increase its list_limit", address, projects);
        }
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
