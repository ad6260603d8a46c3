package org.stackdeck.ui.component;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InnerHtmlBuilderTests {

    @Test
    void textIsEscaped() {
        assertThat(new InnerHtmlBuilder()
                        .text("<img src=x onerror=alert(1)> & \"it\" 'is'")
                        .html())
                .isEqualTo("<span>&lt;img src=x onerror=alert(1)&gt; &amp; &quot;it&quot; &#39;is&#39;</span>");
    }

    @Test
    void chineseTextIsNotEncoded() {
        assertThat(new InnerHtmlBuilder().text("服务器", "clip").html()).isEqualTo("<span class=\"clip\">服务器</span>");
    }

    @Test
    void iconIsHiddenFromScreenReaders() {
        assertThat(new InnerHtmlBuilder().icon("up").wrap("entry").html())
                .startsWith("<div class=\"entry\"><span class=\"icon\" aria-hidden=\"true\"><svg class=\"i\">")
                .endsWith("</svg></span></div>");
    }
}
