package org.stackdeck.ui.notices;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.stackdeck.notices.Notice;
import org.stackdeck.notices.NoticeService;
import org.stackdeck.ui.component.LightweightButton;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;

/**
 * Content of the notice popover: the newest notices, a button that shows all notices, and a button that marks all
 * notices as read.
 */
final class NoticeList extends Div {

    private final transient Function<Notice, NoticeListItem> itemFactory;
    private final Div empty;
    private final Div older;
    private final NativeButton markAll;
    private final UnorderedList list = new UnorderedList();
    private final List<NoticeListItem> items = new ArrayList<>();
    private transient List<Notice> shown = List.of();

    NoticeList(
            Messages messages, Function<Notice, NoticeListItem> itemFactory, Runnable markAllRead, Runnable showAll) {
        this.itemFactory = itemFactory;
        markAll = new LightweightButton(markAllRead);
        markAll.setText(messages.text("notices.mark-all"));
        markAll.addClassName("link");
        LightweightButton more = new LightweightButton(() -> showMore(showAll));
        more.setText(messages.text("notices.older"));
        more.addClassName("link");
        older = StyledElements.div("head", more);
        empty = StyledElements.div("muted");
        empty.setText(messages.text("notices.empty"));
        addClassName("notices");
        add(StyledElements.div("head", new H2(messages.text("notices.title")), markAll), empty, list, older);
    }

    private void showMore(Runnable showAll) {
        int before = items.size();
        showAll.run();
        // The focus would otherwise be lost with the button.
        if (items.size() > before) {
            items.get(before).focus();
        }
    }

    /**
     * @param unread number of all unread notices of the user, including notices that are not in the list
     * @param limit maximum number of notices in the list
     */
    void show(List<Notice> notices, int unread, int limit) {
        older.setVisible(notices.size() == limit && limit < NoticeService.MAX_PER_USER);
        // The button is not disabled, because a disabled button loses the focus.
        markAll.getElement().setAttribute("aria-disabled", String.valueOf(unread == 0));
        empty.setVisible(notices.isEmpty());
        list.setVisible(!notices.isEmpty());
        if (!hasSameEvents(notices)) {
            list.removeAll();
            items.clear();
            notices.stream().map(itemFactory).forEach(items::add);
            items.forEach(list::add);
        }
        for (int row = 0; row < notices.size(); row++) {
            items.get(row).setRead(notices.get(row).read());
        }
        shown = List.copyOf(notices);
    }

    /**
     * Returns whether the list shows the same notices with the same times. The rows are then kept, so that a row keeps
     * the focus when its notice is read.
     */
    private boolean hasSameEvents(List<Notice> notices) {
        return identities(notices).equals(identities(shown));
    }

    private static List<Object> identities(List<Notice> notices) {
        return notices.stream()
                .<Object>map(notice -> List.of(notice.id(), notice.at()))
                .toList();
    }
}
