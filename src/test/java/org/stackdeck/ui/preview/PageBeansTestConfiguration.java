package org.stackdeck.ui.preview;

import com.vaadin.flow.spring.VaadinScopesConfig;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.stackdeck.ui.push.UiPushProperties;

/** Scans the beans of all pages except the sign-in pages. */
@TestConfiguration(proxyBeanMethods = false)
@EnableConfigurationProperties(UiPushProperties.class)
@Import(VaadinScopesConfig.class)
@ComponentScan(
        basePackages = "org.stackdeck.ui",
        excludeFilters =
                @ComponentScan.Filter(
                        type = FilterType.REGEX,
                        pattern = {
                            "org\\.stackdeck\\.ui\\.signin\\..*",
                            "org\\.stackdeck\\.ui\\.preview\\..*",
                            ".*Tests.*"
                        }))
public class PageBeansTestConfiguration {}
