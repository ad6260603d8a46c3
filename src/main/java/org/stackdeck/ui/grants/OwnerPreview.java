package org.stackdeck.ui.grants;

import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.time.Instant;
import java.util.List;
import org.stackdeck.access.Way;
import org.stackdeck.identity.User;
import org.stackdeck.ui.component.Words;

/** Shows the access that the new owner of a server gains and the access that the previous owner loses. */
final class OwnerPreview extends Div {

    private final Words words;
    private final GrantPhrases phrases;

    OwnerPreview(Words words, GrantPhrases phrases) {
        this.words = words;
        this.phrases = phrases;
        addClassName("owner-preview");
        getElement().setAttribute("role", "region");
        getElement().setAttribute("aria-label", words.say("owner.preview"));
        getElement().setAttribute("aria-live", "polite");
        clear();
    }

    void clear() {
        removeAll();
        setVisible(false);
    }

    /** @param ways empty if ownership gives the user no access */
    void gets(User user, List<Way.ByGrant> ways) {
        String name = user.name().value();
        if (!user.active()) {
            say(words.say("owner.gets.inactive", name));
        } else if (user.administrator()) {
            say(words.say("owner.gets.administrator", name));
        } else if (ways.isEmpty()) {
            say(words.say("owner.gets.nothing", name));
        } else {
            say(words.say("owner.gets", name));
            list(user, ways);
        }
    }

    void loses(User user, List<Way.ByGrant> ways) {
        if (!ways.isEmpty()) {
            say(words.say("owner.loses", user.name().value()));
            list(user, ways);
        }
    }

    private void say(String sentence) {
        setVisible(true);
        add(new Paragraph(sentence));
    }

    private void list(User user, List<Way.ByGrant> ways) {
        UnorderedList list = new UnorderedList();
        for (Way.ByGrant way : ways) {
            Span may = new Span(phrases.role(way.role()));
            may.addClassName("strong");
            may.setTitle(phrases.all(way.role().permissions()));
            Span by = new Span(by(user, way));
            by.addClassName("muted");
            list.add(new ListItem(may, new Text(" "), by));
        }
        add(list);
    }

    private String by(User user, Way.ByGrant way) {
        String by = way.group() == null
                ? words.say("touch.way.grant", user.name().value())
                : words.say("touch.way.group", way.group().name().value());
        Instant opens = way.opens();
        return opens == null ? by : words.say("owner.way.later", by, opens);
    }
}
