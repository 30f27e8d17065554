package io.siyu.people.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.siyu.shared.DomainException;
import io.siyu.testing.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class RuleJsonTests {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void every_rule_is_read_back_as_it_was_written() {
        Seeds.forAll(500, random -> {
            Rule rule = new RandomRules(random, 9, 5, 5).any();
            String text = RuleText.write(rule).toString();
            Rule again = RuleJson.read(JSON.readTree(text));
            assertThat(RuleText.write(again).toString()).isEqualTo(text);
        });
    }

    @Test
    void ids_are_sorted_and_groups_of_one_dissolve() {
        Rule rule = RuleJson.read(JSON.readTree("{\"all\":[{\"any\":[{\"tag\":{\"in\":[3,1,2,1]}}]}]}"));
        assertThat(RuleText.write(rule)).hasToString("{\"tag\":{\"in\":[1,2,3]}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | rule | segment.rule_one_key",
                "{'tag':{'in':[1]},'segment':2} | rule | segment.rule_one_key",
                "{'all':[]} | rule.all | segment.rule_empty_group",
                "{'all':[{'tag':{'in':[]}}]} | rule.all.0.tag.in | segment.rule_no_tag",
                "{'all':[{'tag':{'in':[1,-2]}}]} | rule.all.0.tag.in.1 | segment.rule_number",
                "{'any':[{'tag':{'in':[1]}},{'smile':1}]} | rule.any.1.smile | segment.rule_unknown",
                "{'count':{'type':'x; drop','days':1,'op':'>=','value':1}} | rule.count.type | segment.rule_type",
                "{'count':{'type':'order.paid','days':0,'op':'>=','value':1}} | rule.count.days | segment.rule_days",
                "{'count':{'type':'order.paid','days':9,'op':'or 1=1','value':1}} | rule.count.op | segment.rule_op",
                "{'amount':{'type':'order.paid','days':9,'op':'<','value':1.5}} | rule.amount.value | segment.rule_number",
                "{'owner':{}} | rule.owner | segment.rule_no_owner",
                "{'consent':'spam'} | rule.consent | segment.rule_consent",
                "{'bucket':{'from':5,'to':4}} | rule.bucket.to | segment.rule_bucket",
                "{'not':{'not':{'not':{'not':{'not':{'not':{'segment':1}}}}}}} | rule.not.not.not.not.not.not | segment.rule_too_deep"
            })
    void what_is_wrong_is_said_where_it_is(String json, String field, String code) {
        assertThatThrownBy(() -> RuleJson.read(JSON.readTree(json.replace('\'', '"'))))
                .isInstanceOfSatisfying(DomainException.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo(code);
                    assertThat(refusal.field()).isEqualTo(field);
                });
    }

    @Test
    void fifty_one_conditions_are_too_many() {
        String leaf = "{\"segment\":1},";
        String json = "{\"any\":[" + leaf.repeat(50) + "{\"segment\":1}]}";
        assertThatThrownBy(() -> RuleJson.read(JSON.readTree(json)))
                .isInstanceOfSatisfying(
                        DomainException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("segment.rule_too_many"));
    }
}
