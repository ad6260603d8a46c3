package org.stackdeck.ui.admin;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import java.util.stream.Collectors;
import org.stackdeck.cloud.Clouds;
import org.stackdeck.cloud.EntryReport;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.Remark;
import org.stackdeck.identity.Directory;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.MainLayout;
import org.stackdeck.ui.component.EmptyState;
import org.stackdeck.ui.component.Icon;
import org.stackdeck.ui.component.Pages;
import org.stackdeck.ui.component.Words;

/** Lists the entries of {@code clouds.yaml} with their projects, services and problems. */
@Route(value = "admin/clouds", layout = MainLayout.class)
@RolesAllowed("ADMINISTRATOR")
class CloudsView extends Div implements HasDynamicTitle {

    private final Words words = Words.here();

    CloudsView(Clouds clouds, Directory directory, CurrentUser currentUser) {
        directory.requireAdministrator(currentUser.caller());
        addClassName("list-page");
        Div box = new Div();
        box.addClassNames("grid-box", "cards");
        List<EntryReport> entries = clouds.entries();
        entries.forEach(entry -> box.add(card(entry)));
        if (entries.isEmpty()) {
            box.addClassName("empty-box");
            box.add(new EmptyState(
                    "plug",
                    words.say("servers.empty.no-cloud.title"),
                    words.say("servers.empty.no-cloud.text"),
                    new Pre(words.say("servers.empty.no-cloud.how"))));
        }
        add(Pages.title(words.say("admin.clouds.title")), box);
    }

    @Override
    public String getPageTitle() {
        return words.say("app.page-title", words.say("admin.clouds.title"));
    }

    private Div card(EntryReport entry) {
        boolean broken = entry.problem() != null;
        boolean unused = entry.unusedBecause() != null;
        H2 name = new H2(entry.entry());
        Span standing = new Span(
                words.say(broken ? "admin.clouds.broken" : unused ? "admin.clouds.unused" : "admin.clouds.used"));
        standing.addClassName("w");
        String tone = broken ? "error" : unused ? "rest" : "running";
        Div state = new Div(new Icon(broken ? "s-error" : unused ? "s-off" : "s-done", "s s-" + tone), standing);
        state.addClassNames("state", tone);
        Div head = new Div(name, state);
        head.addClassName("card-head");
        Div card = new Div(head, facts(entry));
        card.addClassName("entry-card");
        entry.remarks().forEach(remark -> card.add(remark(remark)));
        return card;
    }

    private Component facts(EntryReport entry) {
        Div facts = new Div();
        facts.addClassName("facts");
        fact(
                facts,
                "admin.clouds.cloud",
                entry.cloud() == null ? "–" : entry.cloud().value());
        fact(facts, "admin.clouds.region", entry.region() == null ? "–" : entry.region());
        fact(facts, "admin.clouds.source", entry.source());
        fact(facts, "admin.clouds.auth", entry.authType());
        fact(facts, "admin.clouds.roles", joined(entry.roles().stream().sorted().toList()));
        fact(
                facts,
                "admin.clouds.projects",
                joined(entry.projects().stream().map(Project::name).toList()));
        fact(facts, "admin.clouds.nova", entry.novaVersion() == null ? "–" : entry.novaVersion());
        return facts;
    }

    private void fact(Div facts, String key, String value) {
        Span label = new Span(words.say(key));
        label.addClassName("muted");
        facts.add(label, new Span(value));
    }

    private Div remark(Remark remark) {
        Div line = new Div(
                new Icon(remark.code().startsWith("served-by") ? "info" : "warn"),
                new Span(words.say(
                        "admin.clouds.remark." + remark.code(),
                        remark.arguments().toArray())));
        line.addClassName("remark");
        return line;
    }

    private static String joined(List<String> parts) {
        return parts.isEmpty() ? "–" : parts.stream().collect(Collectors.joining(", "));
    }
}
