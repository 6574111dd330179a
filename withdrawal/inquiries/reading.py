"""Questions read from texts by name, as an address or an agent gives them: checked, then made.

The check is a pydantic model made from the question's class. What is not known, missing, repeated
or of another form is refused by name, so that a misspelt name never silently changes an answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Annotated, Any, get_args, get_origin

from attrs import NOTHING, fields
from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model, model_validator

from withdrawal.errors import BadRequestError
from withdrawal.inquiries.forms import Form
from withdrawal.inquiries.inquiry import Asked, Inquiry
from withdrawal.reflected import attribute_texts
from withdrawal.renamed import renamed_keys

_SHOWN = 60


class Strict(BaseModel):
    """A model that refuses what it does not know."""

    model_config = ConfigDict(extra="forbid", regex_engine="python-re", populate_by_name=True)

    @model_validator(mode="before")
    @classmethod
    def _name_them(cls, values: Any) -> Any:
        """Refuse a name that is unknown or missing, and say what was expected."""
        fields, known = cls.model_fields, _names(cls)
        for name in values.keys() - cls.model_fields.keys() - set(known):
            expected = ", ".join(known) or "none"
            raise ValueError(f"Unknown parameter {name[:_SHOWN]!r}: expected some of {expected}.")
        for name, each in fields.items():
            if each.is_required() and values.keys().isdisjoint({name, each.alias}):
                called = each.alias or name
                raise ValueError(f"The parameter {called!r} is missing: {each.description}")
        return values


def model_of(
    cls: type[Inquiry], base: type[BaseModel] = Strict, without: frozenset[str] = frozenset()
) -> type[BaseModel]:
    """Return the pydantic model of a question's fields, without those that a path gives, say."""
    key: Any = cls
    return _model_of(key, base, without)


@cache
def _model_of(cls: Any, base: type[BaseModel], without: frozenset[str]) -> type[BaseModel]:
    texts = dict(attribute_texts(cls))
    made: dict[str, Any] = {}
    for each in fields(cls):
        if each.name not in without:
            default = ... if each.default is NOTHING else each.default
            made[each.name] = _field(each.type, default, texts[each.name])
    for before, now in old_names(cls).items():
        told = f"Its name in version 1; read as ``{now}`` until 3.0."
        made[before] = made[now][0], Field(None, deprecated=True, description=told)
    return create_model(cls.__name__, __base__=base, **made)


def _field(hint: Any, default: Any, text: str) -> tuple[Any, Any]:
    """Return a field's type and description, as pydantic takes them."""
    form = form_of(hint)
    told: dict[str, Any] = {"description": text}
    if form is None:
        return hint, Field(default, **told)
    kind = get_args(hint)[0]
    told |= {"alias": form.alias} if form.alias else {}
    if get_origin(kind) is tuple:
        item = Annotated[str, Field(**_limits(form))]
        return list[item], Field(default if default is ... else list(default), **told)
    return kind, Field(default, **told, **_limits(form))


def _limits(form: Form) -> dict[str, Any]:
    """Return the limits of a form, as pydantic calls them."""
    if form.least is not None:
        return {"ge": form.least, "le": form.most}
    limits = {"pattern": form.pattern, "max_length": form.longest, "min_length": form.shortest}
    return limits | ({"json_schema_extra": {"format": form.kind}} if form.kind else {})


def form_of(hint: Any) -> Form | None:
    """Return the form that an annotation carries, if any."""
    return next(
        (each for each in getattr(hint, "__metadata__", ()) if isinstance(each, Form)), None
    )


def old_names(cls: type) -> Mapping[str, str]:
    """Return the names of version 1 that a question still takes, with what they are called now."""
    forms = {each.name: form_of(each.type) for each in fields(cls)}
    return {
        form.was: name
        for name, form in forms.items()
        if form and form.was and form.was not in forms
    }


def names_of(cls: type[Inquiry]) -> list[str]:
    """Return the names that an address may give, those of version 1 left out."""
    return _names(model_of(cls))


def _names(model: type[BaseModel]) -> list[str]:
    fields = model.model_fields.items()
    return [each.alias or name for name, each in fields if not each.deprecated]


def asked(cls: type[Asked], pairs: Iterable[tuple[str, str]], **given: str) -> Asked:
    """Return the question that the names and values of an address stand for.

    Args:
        cls: the question's class.
        pairs: names and values, in their order.
        given: what the path says.

    Raises:
        BadRequestError: a name is unknown, missing, repeated or its value of the wrong form.
        CircumstanceError: a value is given under its old name and its new one.
    """
    model, said = model_of(cls), [*given.items(), *pairs]
    several = refuse_repeated(model, said)
    values: dict[str, Any] = {}
    for name, value in said:
        values[name] = [*values.get(name, ()), value] if name in several else value
    return question(cls, values)


def refuse_repeated(model: type[BaseModel], pairs: Iterable[tuple[str, str]]) -> set[str]:
    """Return the names that may be given several times.

    Raises:
        BadRequestError: another is.
    """
    kinds = {name: each.annotation for name, each in model.model_fields.items()}
    several = {name for name, kind in kinds.items() if get_origin(kind) is list}
    for name, count in Counter(name for name, _ in pairs).items():
        if count > 1 and name not in several:
            raise BadRequestError(f"The parameter {name[:_SHOWN]!r} is given {count} times.")
    return several


def question(cls: type[Asked], values: Mapping[str, Any]) -> Asked:
    """Return the question that values by name stand for.

    Raises:
        BadRequestError: a name is unknown or missing, or a value of the wrong form.
        CircumstanceError: a value is given under its old name and its new one.
    """
    model = model_of(cls)
    try:
        checked = model.model_validate(dict(values))
    except ValidationError as error:
        raise BadRequestError(complaint(error.errors()[0])) from None
    return question_of(cls, checked.model_dump(exclude_unset=True))


def question_of(cls: type[Asked], said: Mapping[str, Any]) -> Asked:
    """Return the question that checked values stand for, some by their old names."""
    named = renamed_keys(said, old_names(cls))
    return cls(**{key: tuple(x) if isinstance(x, list) else x for key, x in named.items()})


def complaint(error: Mapping[str, Any]) -> str:
    """Return what is wrong with a value, as pydantic tells it, in one sentence that names it."""
    name = str(error["loc"][-1] if error["loc"] else "")[:_SHOWN]
    told, given = str(error.get("input"))[:_SHOWN], len(str(error.get("input")))
    if error["type"] == "value_error":
        return str(error["ctx"]["error"])
    if error["type"] == "string_too_long":
        return f"The parameter {name!r} is too long ({given} characters)."
    if error["type"] in ("string_pattern_mismatch", "string_too_short"):
        return f"The parameter {name!r} has the wrong form: {told!r}."
    said = error["msg"].removeprefix("Input should be ")
    return f"The parameter {name!r} is {told!r}: expected {said}."
